import { parseJson } from '../kernel/exact-json'
import type { Answer, Ctx, Handler, Routes } from '../kernel/http'
import { isObject, type Json } from '../rules/members'

type Level = 'none' | 'minimal' | 'full'

const connectors = 'microsoft.graph.externalConnectors'

// By the part of the context after `$metadata#`: the type, and where its entities are. A path without key is one entity.
const kinds: [RegExp, string, string, 'keyed' | 'single'][] = [
  [/^connections$/, `${connectors}.externalConnection`, 'external/connections', 'keyed'],
  [/^connections\('[^']*'\)\/schema$/, `${connectors}.schema`, 'external/$&', 'single'],
  [/^connections\('[^']*'\)\/quota$/, `${connectors}.connectionQuota`, 'external/$&', 'single'],
  [/^connections\('[^']*'\)\/operations$/, `${connectors}.connectionOperation`, 'external/$&', 'keyed'],
  [/^connections\('[^']*'\)\/items$/, `${connectors}.externalItem`, 'external/$&', 'keyed'],
  [/^connections\('[^']*'\)\/groups$/, `${connectors}.externalGroup`, 'external/$&', 'keyed'],
  [/^connections\('[^']*'\)\/groups\('[^']*'\)\/members$/, `${connectors}.identity`, 'external/$&', 'keyed'],
  [/^admin\/people\/profileSources$/, 'microsoft.graph.profileSource', '$&', 'keyed'],
  [/^admin\/people\/profilePropertySettings$/, 'microsoft.graph.profilePropertySetting', '$&', 'keyed'],
  [/^users$/, 'microsoft.graph.user', '$&', 'keyed'],
  [/^groups$/, 'microsoft.graph.group', '$&', 'keyed'],
  [/^directoryObjects$/, 'microsoft.graph.directoryObject', '$&', 'keyed'],
  [/^organization$/, 'microsoft.graph.organization', '$&', 'keyed'],
  [/^servicePrincipals$/, 'microsoft.graph.servicePrincipal', '$&', 'keyed'],
  [/^appRoleAssignments$/, 'microsoft.graph.appRoleAssignment', '$&', 'keyed'],
  [/^(?:users\('[^']*'\)|me)\/profile$/, 'microsoft.graph.profile', '$&', 'single'],
]

/** How much metadata a client wants. */
function levelOf({ headers }: Ctx): Level {
  const [, word] = /odata\.metadata\s*=\s*(none|minimal|full)\b/i.exec(String(headers.accept ?? '')) ?? []
  return (word?.toLowerCase() as Level | undefined) ?? 'minimal'
}

const contentType = (level: Level) =>
  `application/json;odata.metadata=${level};odata.streaming=true;IEEE754Compatible=false;charset=utf-8`

/** Page links and counts are part of the answer and stay at every level. */
const isKept = (name: string) => !name.includes('@odata.') || /@odata\.(?:nextLink|count)$/.test(name)

function withoutAnnotations(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAnnotations)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      isKept(name) ? [[name, withoutAnnotations(member)]] : [],
    ),
  )
}

function withAnnotations(body: Json): Json {
  const [root = '', rest = ''] = String(body['@odata.context'] ?? '').split('/$metadata#')
  const context = rest.replace(/\/\$entity$/, '').replace(/\([\w,@.]+\)$/, '')
  const kind = kinds.find(([pattern]) => pattern.test(context))
  if (!kind) return body
  const [pattern, type, path, key] = kind
  const place = `${root}/${context.replace(pattern, path)}`
  const annotated = (row: unknown) =>
    isObject(row) ? annotate(row, type, key === 'single' ? place : `${place}('${row.id}')`) : row
  return Array.isArray(body.value) ? { ...body, value: body.value.map(annotated) } : (annotated(body) as Json)
}

function annotate(row: Json, type: string, link: string): Json {
  const { '@odata.context': context, '@odata.type': own, ...members } = row
  const typed = Object.entries(members).flatMap(([name, value]) => {
    const texts = Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string')
    const known = name.includes('@') || `${name}@odata.type` in members
    return texts && !known
      ? [
          [`${name}@odata.type`, '#Collection(String)'],
          [name, value],
        ]
      : [[name, value]]
  })
  return {
    ...(context === undefined ? {} : { '@odata.context': context }),
    '@odata.type': own ?? `#${type}`,
    ...('id' in row || !link.endsWith("('undefined')") ? { '@odata.id': link, '@odata.editLink': link } : {}),
    ...Object.fromEntries(typed),
  }
}

function shaped(ctx: Ctx, answer: Answer): Answer {
  const level = levelOf(ctx)
  if (level === 'minimal' || answer.body === undefined || answer.status >= 400) return answer
  const body = typeof answer.body === 'string' ? (parseJson(answer.body) as unknown) : answer.body
  if (!isObject(body)) return answer
  return {
    ...answer,
    headers: { ...answer.headers, 'content-type': contentType(level) },
    body: level === 'none' ? withoutAnnotations(body) : withAnnotations(body),
  }
}

/** The same routes, whose answers carry as much metadata as the `Accept` header asks for. */
export const withMetadata = (routes: Routes): Routes =>
  Object.fromEntries(
    Object.entries(routes).map(([route, handler]): [string, Handler] => [
      route,
      // A synchronous answer stays synchronous: a seed document is written in one transaction.
      (ctx) => {
        const answer = handler(ctx)
        return answer instanceof Promise ? answer.then((one) => shaped(ctx, one)) : shaped(ctx, answer)
      },
    ]),
  )
