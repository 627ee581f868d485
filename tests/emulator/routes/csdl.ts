import { readFileSync } from 'node:fs'

type Member = { type: string; nullable: boolean }
type Type = { base: string | undefined; open: boolean; members: Map<string, Member> }

const text = ['csdl-v1.0', 'csdl-directory', 'csdl-profile-beta']
  .map((name) => readFileSync(new URL(`./${name}.xml`, import.meta.url), 'utf8'))
  .join('\n')
const types = new Map<string, Type>()
const enums = new Map<string, string[]>()

const fullName = (name: string) => name.replace(/^graph\./, 'microsoft.graph.')

for (const [, namespace = '', schema = ''] of text.matchAll(/<Schema Namespace="([^"]+)"(.*?)<\/Schema>/gs)) {
  for (const [, name, body = ''] of schema.matchAll(/<EnumType Name="(\w+)".*?>(.*?)<\/EnumType>/gs)) {
    enums.set(
      `${namespace}.${name}`,
      [...body.matchAll(/<Member Name="(\w+)"/g)].map(([, member = '']) => member),
    )
  }
  const kinds =
    /<(?:EntityType|ComplexType) Name="(\w+)"([^>]*?)(?:\/>|>(.*?)<\/(?:EntityType|ComplexType)>)/gs
  for (const [, name, head = '', body = ''] of schema.matchAll(kinds)) {
    const members = new Map<string, Member>()
    for (const [line, member = ''] of body.matchAll(/<(?:Navigation)?Property Name="(\w+)"[^>]*>/g)) {
      const type = /Type="([^"]+)"/.exec(line)?.[1] ?? 'Edm.Untyped'
      members.set(member, { type, nullable: !line.includes('Nullable="false"') })
    }
    const base = /BaseType="([^"]+)"/.exec(head)?.[1]
    types.set(`${namespace}.${name}`, {
      base: base && fullName(base),
      open: head.includes('OpenType="true"'),
      members,
    })
  }
}

const external = 'microsoft.graph.externalConnectors'
const contexts: [RegExp, string][] = [
  [/^connections\('\w+'\)\/schema/, `${external}.schema`],
  [/^connections\('\w+'\)\/operations/, `${external}.connectionOperation`],
  [/^connections\('\w+'\)\/items/, `${external}.externalItem`],
  [/^connections\('\w+'\)\/groups\('[^']+'\)\/members/, `${external}.identity`],
  [/^connections\('\w+'\)\/groups/, `${external}.externalGroup`],
  [/^connections(\(|\/|$)/, `${external}.externalConnection`],
  [
    /^Collection\(microsoft.graph.externalConnectors.externalActivityResult\)/,
    `${external}.externalActivityResult`,
  ],
  [/^Collection\(microsoft.graph.searchResponse\)/, 'microsoft.graph.searchResponse'],
  [/^admin\/people\/profileSources/, 'microsoft.graph.profileSource'],
  [/^admin\/people\/profilePropertySettings/, 'microsoft.graph.profilePropertySetting'],
  [/^(users\('[^']+'\)|me)\/profile/, 'microsoft.graph.beta.profile'],
  [/^users/, 'microsoft.graph.user'],
  [/^groups/, 'microsoft.graph.group'],
  [/^organization/, 'microsoft.graph.organization'],
  [/^directoryObjects/, 'microsoft.graph.directoryObject'],
  [/^servicePrincipals/, 'microsoft.graph.servicePrincipal'],
  [/^oauth2PermissionGrants/, 'microsoft.graph.oAuth2PermissionGrant'],
  [/^appRoleAssignments/, 'microsoft.graph.appRoleAssignment'],
]

// What beta has besides, by the SDKs that are made from its metadata; the rest of beta is not at hand.
const onBeta: Record<string, Record<string, string>> = {
  [`${external}.externalConnection`]: {
    complianceSettings: `${external}.searchSettings`,
    enabledContentExperiences: 'Collection(Edm.String)',
    ingestedItemsCount: 'Edm.Int64',
  },
  [`${external}.property`]: { isExactMatchRequired: 'Edm.Boolean', rankingHint: 'Edm.Untyped' },
  [`${external}.acl`]: { identitySource: 'Edm.String' },
}
types.set(`${external}.connectionQuota`, {
  base: undefined,
  open: false,
  members: new Map([['itemsRemaining', { type: 'Edm.Int64', nullable: true }]]),
})
contexts.unshift([/^connections\('\w+'\)\/quota/, `${external}.connectionQuota`])

/** What the metadata does not allow in an answer, in words. The context says which type it has. */
export function csdlProblems(answer: unknown): string[] {
  if (answer === undefined) return []
  if (!isObject(answer)) return ['the answer is no object']
  if (isObject(answer.error) && !('@odata.context' in answer)) return refusalProblems(answer.error)
  if (Array.isArray(answer.responses)) {
    return answer.responses.flatMap((one) => (isObject(one) ? csdlProblems(one.body) : ['no answer']))
  }
  return inside(answer)
}

function refusalProblems({ code, message, innerError }: Record<string, unknown>): string[] {
  const inner = isObject(innerError) ? innerError : {}
  const texts = { code, message, date: inner.date, 'request-id': inner['request-id'] }
  const wrong = Object.entries(texts).filter(([, text]) => typeof text !== 'string')
  return wrong.map(([name]) => `error.${name} is no text`)
}

function inside(answer: Record<string, unknown>): string[] {
  const context = String(answer['@odata.context'] ?? '').split('$metadata#')[1]
  if (!context) return ['the answer has no @odata.context']
  const type = contexts.find(([pattern]) => pattern.test(context))?.[1]
  if (context === 'Collection(Edm.String)') {
    return valueProblems(answer.value, { type: context, nullable: false }, context, false)
  }
  if (!type) return [`nothing is known of ${context}`]
  const rows = Array.isArray(answer.value) ? answer.value : [answer]
  const partial = /\([\w,]+\)(\/\$entity)?$/.test(context)
  const beta = String(answer['@odata.context']).includes('/beta/$metadata#')
  return rows.flatMap((row) => problems(row, type, type, { partial, beta }))
}

type How = { partial?: boolean; beta: boolean }

function problems(value: unknown, type: string, at: string, { partial = false, beta }: How): string[] {
  if (!isObject(value)) return [`${at} is no object`]
  const derived = String(value['@odata.type'] ?? '').replace(/^#/, '')
  const { members, open } = allMembers(types.has(derived) ? derived : type)
  const found = Object.entries(value).filter(([name]) => !name.includes('@'))
  const missing = [...members]
    .filter(
      ([name, member]) => !member.nullable && !(name in value) && !partial && !member.type.startsWith('Coll'),
    )
    .map(([name]) => `${at}.${name} is missing`)
  return [
    ...missing,
    ...found.flatMap(([name, member]) => {
      const known = members.get(name) ?? (beta ? betaMember(type, name) : undefined)
      if (!known) return open ? [] : [`${at}.${name} is not in the metadata`]
      return valueProblems(member, known, `${at}.${name}`, beta)
    }),
  ]
}

function valueProblems(value: unknown, { type, nullable }: Member, at: string, beta: boolean): string[] {
  const element = /^Collection\((.+)\)$/.exec(type)?.[1]
  if (element) {
    if (!Array.isArray(value)) return [`${at} is no collection`]
    return value.flatMap((one, index) =>
      valueProblems(one, { type: element, nullable: false }, `${at}[${index}]`, beta),
    )
  }
  if (value === null) return nullable ? [] : [`${at} is null`]
  const name = fullName(type)
  const names = enums.get(name)
  if (names) return names.includes(String(value)) ? [] : [`${at} is ${value}, which is no member of ${name}`]
  // What a search finds is an entity in part, and so is a facet that $expand selects from.
  if (types.has(name)) {
    const partial = name === 'microsoft.graph.entity' || name.startsWith('microsoft.graph.beta.')
    return problems(value, name, at, { beta, partial })
  }
  if (type === 'Edm.Untyped') return []
  const fits = primitives[type]
  if (!fits) return [`${at} has type ${type}, which is not known here`]
  return fits(value) ? [] : [`${at} is no ${type.replace('Edm.', '')}`]
}

const isText = (value: unknown) => typeof value === 'string'
const isWhole = (value: unknown) => Number.isSafeInteger(value)
const primitives: Record<string, (value: unknown) => boolean> = {
  'Edm.String': isText,
  'Edm.Boolean': (value) => typeof value === 'boolean',
  'Edm.Int16': isWhole,
  'Edm.Int32': isWhole,
  'Edm.Int64': isWhole,
  'Edm.Double': (value) => typeof value === 'number',
  'Edm.Guid': (value) => isText(value) && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(String(value)),
  'Edm.Date': (value) => /^\d{4}-\d\d-\d\d$/.test(String(value)),
  'Edm.DateTimeOffset': (value) => /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(String(value)),
}

function betaMember(type: string, name: string): Member | undefined {
  const found = onBeta[type]?.[name]
  return found === undefined ? undefined : { type: found, nullable: true }
}

function allMembers(name: string): { members: Map<string, Member>; open: boolean } {
  const type = types.get(name)
  if (!type) throw new Error(`The metadata has no type ${name}`)
  const base = type.base ? allMembers(type.base) : { members: new Map<string, Member>(), open: false }
  return { members: new Map([...base.members, ...type.members]), open: type.open || base.open }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
