import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seedGuest } from '../../../lib/emulator/seed/groups'
import { openTenant } from './calls'

const users = [
  '9d9e74ad-9d28-50d7-b985-144a357e8e85',
  'bb401ffd-d4df-5561-8d04-fb39ddcb4895',
  '61ece98c-98d8-5e0b-9cc5-92816f08b9bd',
  seedGuest.id,
]

/** A tenant in which every run has a connection of its own. */
async function openForRuns() {
  const tenant = await openTenant({
    settings: { provisioningMs: 0, connectionsPerTenant: 10_000, deletionMs: 0 },
  })
  let runs = 0
  const search = async (connection: string, user: string, queryString: string): Promise<string[]> => {
    const { status, body } = await tenant.call(
      'POST /search/query',
      {
        requests: [
          {
            entityTypes: ['externalItem'],
            contentSources: [`/external/connections/${connection}`],
            query: { queryString },
            size: 500,
          },
        ],
      },
      { token: tenant.tokenOf(user, 'ExternalItem.Read.All') },
    )
    if (status !== 200) throw new Error(JSON.stringify(body))
    const { hits } = body.value[0].hitsContainers[0]
    return hits
      .map(({ hitId }: { hitId: string }) => Buffer.from(hitId, 'base64url').toString().split('/')[1])
      .sort()
  }
  const must = async (request: string, sent?: object) => {
    const { status, body } = await tenant.call(request, sent)
    if (status >= 300) throw new Error(`${request}: ${JSON.stringify(body)}`)
  }
  return { ...tenant, search, must, nextRun: () => ++runs }
}

// Who is in a group is asked of the edges anew each time, without closures or sets of groups.
type Edge = { group: number; member: { kind: 'user' | 'directory' | 'external'; index: number } }
type Groups = { directory: Edge[]; external: Edge[] }
type Entry = { type: string; index: number; accessType: string }

function isInDirectory(edges: Edge[], user: number, group: number, seen: number[] = []): boolean {
  if (seen.includes(group)) return false
  return edges.some(
    (edge) =>
      edge.group === group &&
      (edge.member.kind === 'user'
        ? edge.member.index === user
        : isInDirectory(edges, user, edge.member.index, [...seen, group])),
  )
}

function isInExternal(groups: Groups, user: number, group: number, seen: number[] = []): boolean {
  if (seen.includes(group)) return false
  return groups.external.some(({ group: own, member: { kind, index } }) => {
    if (own !== group) return false
    if (kind === 'user') return index === user
    if (kind === 'directory') return isInDirectory(groups.directory, user, index)
    return isInExternal(groups, user, index, [...seen, group])
  })
}

function expectedToSee(acl: Entry[], groups: Groups, user: number) {
  const isGuest = users[user] === seedGuest.id
  const meant = acl.filter(({ type, index }) => {
    if (type === 'user') return index === user
    if (type === 'group') return isInDirectory(groups.directory, user, index)
    if (type === 'externalGroup') return isInExternal(groups, user, index)
    return type === 'everyone' || !isGuest
  })
  return (
    meant.some(({ accessType }) => accessType === 'grant') &&
    !meant.some(({ accessType }) => accessType === 'deny')
  )
}

const groupCount = 4
const index = fc.nat({ max: groupCount - 1 })
const edges = (...kinds: Edge['member']['kind'][]) =>
  fc.array(fc.record({ group: index, member: fc.record({ kind: fc.constantFrom(...kinds), index }) }), {
    maxLength: 10,
  })
const entry: fc.Arbitrary<Entry> = fc.record({
  type: fc.constantFrom('user', 'group', 'externalGroup', 'everyone', 'everyoneExceptGuests'),
  index,
  accessType: fc.constantFrom('grant', 'grant', 'grant', 'deny'),
})

test('whoever searches sees exactly what lists and groups let them see', async () => {
  const { call, ready, must, search, emulator, nextRun } = await openForRuns()
  const directoryId = (run: number, group: number) =>
    `00000000-0000-4000-8000-${String(run * 100 + group).padStart(12, '0')}`

  await fc.assert(
    fc.asyncProperty(
      fc.record({ directory: edges('user', 'directory'), external: edges('user', 'directory', 'external') }),
      fc.array(fc.array(entry, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 }),
      async (groups, lists) => {
        const run = nextRun()
        const id = `run${run}`
        await ready(id)
        const idOf = ({ kind, index: at }: Edge['member']) =>
          kind === 'user' ? (users[at] ?? '') : kind === 'directory' ? directoryId(run, at) : `x${at}`
        for (const { group, member } of groups.directory) {
          emulator.tenant.store.run(
            'insert or ignore into directoryMembers (groupId, memberId, type) values (?, ?, ?)',
            directoryId(run, group),
            idOf(member),
            member.kind === 'user' ? 'user' : 'group',
          )
        }
        const path = `/external/connections/${id}`
        for (let group = 0; group < groupCount; group++)
          await must(`POST ${path}/groups`, { id: `x${group}` })
        for (const { group, member } of groups.external) {
          const type = { user: 'user', directory: 'group', external: 'externalGroup' }[member.kind]
          await call(`POST ${path}/groups/x${group}/members`, { id: idOf(member), type })
        }
        for (const [at, acl] of lists.entries()) {
          const value = (one: Entry) =>
            ({ user: users[one.index], group: directoryId(run, one.index), externalGroup: `x${one.index}` })[
              one.type
            ] ?? 'everyone'
          await must(`PUT ${path}/items/I${at}`, {
            acl: acl.map((one) => ({ type: one.type, accessType: one.accessType, value: value(one) })),
            properties: { title: 'a' },
          })
        }

        for (const [at, user] of users.entries()) {
          const wanted = lists.flatMap((acl, item) => (expectedToSee(acl, groups, at) ? [`I${item}`] : []))
          expect(await search(id, user, '*')).toEqual(wanted.sort())
        }
        await call(`DELETE ${path}`)
      },
    ),
    { numRuns: 40 },
  )
})

const words = ['tray', 'jam', 'printer', 'print', 'late', 'café', 'lunch']
const names = ['title', 'note', 'tags', 'votes', 'done']
const types = {
  title: 'string',
  note: 'string',
  tags: 'stringCollection',
  votes: 'int64',
  done: 'boolean',
} as const
type Name = keyof typeof types
type Flags = { isSearchable: boolean; isQueryable: boolean }
type Schema = Record<Name, Flags>
type Item = Partial<Record<Name, unknown>> & { content?: string }
type Ast =
  | { kind: 'text'; words: string[]; prefix: boolean }
  | { kind: 'restrict'; name: string; words: string[]; prefix: boolean }
  | { kind: 'number'; name: string; operator: string; value: number }
  | { kind: 'not'; part: Ast }
  | { kind: 'and'; left: Ast; right: Ast }
  | { kind: 'or'; left: Ast; right: Ast }

const text = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }).map((all) => all.join(' '))
const flags = fc.record({ isSearchable: fc.boolean(), isQueryable: fc.boolean() })
const schema: fc.Arbitrary<Schema> = fc.record({
  title: flags,
  note: flags,
  tags: flags,
  votes: flags.map((own) => ({ ...own, isSearchable: false })),
  done: flags.map((own) => ({ ...own, isSearchable: false })),
})
const item: fc.Arbitrary<Item> = fc.record(
  {
    title: text,
    note: text,
    tags: fc.array(text, { maxLength: 3 }),
    votes: fc.integer({ min: -2, max: 5 }),
    done: fc.boolean(),
    content: text,
  },
  { requiredKeys: ['title'] },
)
const phrase = fc.array(fc.constantFrom(...words, 'nothing'), { minLength: 1, maxLength: 2 })
const property = fc.constantFrom(...names, 'other')
const { ast } = fc.letrec<{ ast: Ast }>((tie) => ({
  ast: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ kind: fc.constant('text' as const), words: phrase, prefix: fc.boolean() }),
    fc.record({
      kind: fc.constant('restrict' as const),
      name: property,
      words: phrase,
      prefix: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant('number' as const),
      name: property,
      operator: fc.constantFrom(':', '=', '<', '>', '<=', '>='),
      value: fc.integer({ min: -2, max: 5 }),
    }),
    fc.record({ kind: fc.constant('not' as const), part: tie('ast') }),
    fc.record({ kind: fc.constant('and' as const), left: tie('ast'), right: tie('ast') }),
    fc.record({ kind: fc.constant('or' as const), left: tie('ast'), right: tie('ast') }),
  ),
}))

function toKql(one: Ast): string {
  if (one.kind === 'not') return `(NOT ${toKql(one.part)})`
  if (one.kind === 'and' || one.kind === 'or') {
    return `(${toKql(one.left)} ${one.kind.toUpperCase()} ${toKql(one.right)})`
  }
  if (one.kind === 'number') return `${one.name}${one.operator}${one.value}`
  const quoted = `"${one.words.join(' ')}"${one.prefix ? '*' : ''}`
  return one.kind === 'text' ? quoted : `${one.name}:${quoted}`
}

const plain = (word: string) => word.replace('é', 'e')

function holds(value: string, wanted: string[], prefix: boolean) {
  const own = value.split(' ').map(plain)
  return own.some((_, start) =>
    wanted.map(plain).every((word, at) => {
      const here = own[start + at] ?? ''
      return prefix && at === wanted.length - 1 ? here.startsWith(word) : here === word
    }),
  )
}

const values = (one: Item, name: Name) => (one[name] === undefined ? [] : [one[name]].flat())
const isKnown = (name: string): name is Name => name in types

function fits(query: Ast, one: Item, known: Schema): boolean {
  switch (query.kind) {
    case 'not':
      return !fits(query.part, one, known)
    case 'and':
      return fits(query.left, one, known) && fits(query.right, one, known)
    case 'or':
      return fits(query.left, one, known) || fits(query.right, one, known)
    case 'text':
      return [
        ...names.filter(isKnown).flatMap((name) => (known[name].isSearchable ? values(one, name) : [])),
        one.content ?? '',
      ].some((value) => holds(String(value), query.words, query.prefix))
    case 'restrict':
      return (
        isKnown(query.name) &&
        known[query.name].isQueryable &&
        types[query.name].startsWith('string') &&
        values(one, query.name).some((value) => holds(String(value), query.words, query.prefix))
      )
    case 'number':
      return isKnown(query.name) && known[query.name].isQueryable && compares(query.name, query, one)
  }
}

function compares(name: Name, { operator, value }: { operator: string; value: number }, one: Item) {
  const isIn = (own: number | string, to: number | string) =>
    ({ ':': own === to, '=': own === to, '<': own < to, '>': own > to, '<=': own <= to, '>=': own >= to })[
      operator
    ]
  if (types[name] === 'boolean') {
    // Only 0 and 1 stand for a truth.
    return (value === 0 || value === 1) && values(one, name).some((own) => isIn(Number(own), value))
  }
  if (types[name] === 'int64') return values(one, name).some((own) => isIn(Number(own), value))
  if (operator === ':')
    return values(one, name).some((own) => holds(String(own), [String(Math.abs(value))], false))
  return values(one, name).some((own) => isIn(String(own), String(value)))
}

test('a query finds what reading the items one by one finds', async () => {
  const { call, ready, must, search, nextRun } = await openForRuns()
  const [user = ''] = users

  await fc.assert(
    fc.asyncProperty(
      schema,
      fc.array(item, { minLength: 1, maxLength: 6 }),
      fc.array(ast, { minLength: 1, maxLength: 6 }),
      async (known, items, queries) => {
        const id = `run${nextRun()}`
        const properties = names.filter(isKnown).map((name) => ({ name, type: types[name], ...known[name] }))
        await ready(id, { baseType: 'microsoft.graph.externalItem', properties })
        for (const [at, { content, ...own }] of items.entries()) {
          await must(`PUT /external/connections/${id}/items/I${at}`, {
            acl: [{ type: 'user', value: user, accessType: 'grant' }],
            properties: { ...own, ...('tags' in own ? { 'tags@odata.type': 'Collection(String)' } : {}) },
            ...(content === undefined ? {} : { content: { type: 'text', value: content } }),
          })
        }

        for (const query of queries) {
          const wanted = items.flatMap((one, at) => (fits(query, one, known) ? [`I${at}`] : []))
          const kql = toKql(query)
          expect([kql, await search(id, user, kql)]).toEqual([kql, wanted.sort()])
        }
        await call(`DELETE /external/connections/${id}`)
      },
    ),
    { numRuns: 60 },
  )
})
