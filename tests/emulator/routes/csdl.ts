import { readFileSync } from 'node:fs'

type Member = { type: string; nullable: boolean }
type Type = { base: string | undefined; open: boolean; members: Map<string, Member> }

const text = readFileSync(new URL('./csdl-v1.0.xml', import.meta.url), 'utf8')
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
]

/** What the metadata of v1.0 does not allow in an answer, in words. The context says which type it has. */
export function csdlProblems(answer: unknown): string[] {
  const refusal = isObject(answer) && isObject(answer.error) && !('@odata.context' in answer)
  return answer === undefined || refusal ? [] : inside(answer)
}

function inside(answer: unknown): string[] {
  if (!isObject(answer)) return ['the answer is no object']
  if ('responses' in answer) return []
  const context = String(answer['@odata.context'] ?? '').split('$metadata#')[1]
  if (!context) return ['the answer has no @odata.context']
  const type = contexts.find(([pattern]) => pattern.test(context))?.[1]
  if (!type)
    return /^(users|groups|organization|directoryObjects|servicePrincipals|appRoleAssignments|Collection\(Edm.String\))/.test(
      context,
    )
      ? []
      : [`nothing is known of ${context}`]
  const rows = Array.isArray(answer.value) ? answer.value : [answer]
  const partial = /\([\w,]+\)(\/\$entity)?$/.test(context)
  return rows.flatMap((row) => problems(row, type, type, partial))
}

function problems(value: unknown, type: string, at: string, partial = false): string[] {
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
      const known = members.get(name)
      if (!known) return open ? [] : [`${at}.${name} is not in the metadata`]
      return valueProblems(member, known, `${at}.${name}`)
    }),
  ]
}

function valueProblems(value: unknown, { type, nullable }: Member, at: string): string[] {
  const element = /^Collection\((.+)\)$/.exec(type)?.[1]
  if (element) {
    if (!Array.isArray(value)) return [`${at} is no collection`]
    return value.flatMap((one, index) =>
      valueProblems(one, { type: element, nullable: false }, `${at}[${index}]`),
    )
  }
  if (value === null) return nullable ? [] : [`${at} is null`]
  const name = fullName(type)
  const names = enums.get(name)
  if (names) return names.includes(String(value)) ? [] : [`${at} is ${value}, which is no member of ${name}`]
  // What a search finds is an entity in part.
  if (types.has(name)) return problems(value, name, at, name === 'microsoft.graph.entity')
  const wanted = { 'Edm.String': 'string', 'Edm.Boolean': 'boolean', 'Edm.Int32': 'number' }[type]
  return wanted && typeof value !== wanted ? [`${at} is no ${wanted}`] : []
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
