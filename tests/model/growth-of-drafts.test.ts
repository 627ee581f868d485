import { expect, test } from 'vitest'
import { accessFor } from '@/lib/model/access-check/access-of'
import type { KnownGroups } from '@/lib/model/access-check/known-groups'
import { lintAcl } from '@/lib/model/access-check/lint-acl'
import { applyView, readView } from '@/lib/model/connection/list'
import { noFacts, toRow } from '@/lib/model/connection/row'
import { readMembers } from '@/lib/model/groups/members-text'
import { ItemFilter } from '@/lib/model/items/item-list'
import { checkMapping } from '@/lib/model/mapping/check'
import { checkEntities, checkEntity } from '@/lib/model/people/check'
import { entitiesFrom, entityFrom } from '@/lib/model/people/entity-from-row'
import { readFilter } from '@/lib/model/read-filter'
import { LinkChecker } from '@/lib/model/resolvers/check/check-links'
import { CoverageCount } from '@/lib/model/resolvers/coverage'
import { compile } from '@/lib/model/resolvers/evaluate'
import { linksOf } from '@/lib/model/resolvers/links-text'
import { readImport } from '@/lib/model/resolvers/read-import'
import { TestCases } from '@/lib/model/resolvers/test-case'
import { checkTemplates } from '@/lib/model/results/check-templates'
import { findProperties } from '@/lib/model/schema/cells'
import { diffSchema } from '@/lib/model/schema/diff'
import { parseSchemaJson } from '@/lib/model/schema/json'
import { checkSchema } from '@/lib/model/schema/rules'
import { ConnectorSchema, emptySchema, mostInAll, type Property } from '@/lib/model/schema/schema'
import { expectLinear } from '../support/growth'

const many = <T>(count: number, make: (at: number) => T) => Array.from({ length: count }, (_, at) => make(at))
const text: Property = { name: 'a', type: 'string' }
const schemaOf = (properties: Property[]): ConnectorSchema => ({ ...emptySchema, properties })
/** Each property is called as the one before, or has aliases that are not allowed. */
const alike = (n: number) => schemaOf(many(n, () => text))
const aliased = (n: number) =>
  schemaOf(many(n, (at) => ({ ...text, name: `p${at}`, aliases: ['no name', 'a', `p${at + 1}`] })))
const card = (n: number) =>
  `{"type":"AdaptiveCard","version":"1.3","body":[${many(n, () => `${'\n'.repeat(20)}{"type":"Nope"}`).join()}]}`
const template = (layout: string) => ({ from: null, id: 'a', priority: 1, rules: [], layout })

const resolver = { baseUrls: ['https://a.example/'], urlPattern: '/t/(?<n>[0-9]+)$', itemId: '{n}' }
const link = (at: number) => `https://a.example/t/${at}`
const untold = () => new LinkChecker([resolver], 'tests', { stops: {}, careful: null }, () => {})

/** Each group is in the next, and so are as many that hold nobody. */
const chainOf = (n: number): KnownGroups => {
  const inside = (name: string) =>
    many(n, (at) => ({
      groupId: `${name}${at + 1}`,
      memberId: `${name}${at}`,
      type: 'externalGroup' as const,
      settled: true,
    }))
  const links = [
    { groupId: 'g0', memberId: 'p', type: 'user' as const, settled: true },
    ...inside('g'),
    ...inside('h'),
  ]
  const groups = new Map(links.map(({ groupId }) => [groupId, { membersKnown: true }]))
  return { groups, links, withEntra: new Set(), elsewhere: new Map([['h0', false]]) }
}

const rows = (n: number) =>
  many(n, (at) =>
    toRow({ id: `c${at}`, name: `Connection ${n - at}`, description: '', state: 'ready' }, noFacts),
  )
const sorted = readView(new URLSearchParams({ q: 'connection', sort: '-items' }))

test.each<[string, number, (count: number) => () => unknown]>([
  [
    'test cases',
    1_000,
    (n) => () => TestCases.safeParse(many(n, (at) => ({ url: link(at), expected: null }))),
  ],
  [
    'a file of resolvers with test cases',
    1_000,
    (n) => {
      const file = JSON.stringify({
        urlToItemResolvers: many(n, () => ({ '@odata.type': '#another.kind' })),
        testCases: many(n, (at) => ({ url: link(at), expected: null })),
      })
      return () => readImport(file)
    },
  ],
  ['pasted links', 500, (n) => () => linksOf(many(n, link).join('\r\n'))],
  [
    'links that are tried',
    500,
    (n) => () => {
      const checker = untold()
      return many(n, (at) => checker.answer(link(at), at))
    },
  ],
  [
    'links of items that lead to none',
    100,
    (n) => () => {
      const count = new CoverageCount([compile(resolver)], new Set())
      for (const at of many(n, (one) => one))
        count.add({ url: `${link(at)}/${at}`, itemId: `${at}` }, null, null, undefined)
      return count.report()
    },
  ],
  [
    'a cell of many people entities',
    200,
    (n) => () =>
      entitiesFrom('personSkills', { displayName: 'a;'.repeat(n), proficiency: 'expert;'.repeat(n) }),
  ],
  [
    'an entity with a long list',
    2_000,
    (n) => () =>
      entityFrom('personCurrentPosition', { 'detail.jobTitle': 'a', colleagues: 'a@b.c;'.repeat(n) }),
  ],
  [
    'an entity of unknown members',
    1_000,
    (n) => {
      const value = Object.fromEntries(many(n, (at) => [`m${at}`, { a: 1 }]))
      return () => checkEntity('personSkills', value)
    },
  ],
  [
    'addresses of one kind',
    1_000,
    (n) => () =>
      checkEntities(
        'personAddresses',
        many(n, () => ({ detail: { type: 'home' } })),
      ),
  ],
  ['properties of one name', 100, (n) => () => checkSchema(alike(n))],
  ['properties with aliases', 50, (n) => () => checkSchema(aliased(n), { registered: aliased(1) })],
  ['a draft against what is registered', 100, (n) => () => diffSchema(aliased(n), alike(n))],
  ['pasted properties', 50, (n) => () => parseSchemaJson(JSON.stringify(aliased(n)))],
  [
    'a mapping of columns that are not there',
    50,
    (n) => {
      const properties = Object.fromEntries(
        many(n, (at) => [`p${at}`, { kind: 'column', column: `c${at}` } as const]),
      )
      return () => checkMapping({ properties, access: 'everyone' }, [], emptySchema, 'uncategorized')
    },
  ],
  ['a layout of wrong elements', 200, (n) => () => checkTemplates([template(card(n))], emptySchema)],
  ['a file of members', 300, (n) => () => readMembers(many(n, (at) => `user,a${at}@b.c\nnobody`).join('\n'))],
  [
    'groups in groups',
    300,
    (n) => {
      const known = chainOf(n)
      const person = { id: 'p', name: 'P', guest: false, groups: null }
      const acl = { type: 'externalGroup', accessType: 'grant' } as const
      // The outermost group of those that hold the person, and one that does not.
      return () =>
        accessFor(
          person,
          known,
        )([
          { ...acl, value: `g${n}` },
          { ...acl, value: `h${n}` },
        ])
    },
  ],
  [
    'an access list of grants and denials',
    1_000,
    (n) => {
      const entries = (accessType: 'grant' | 'deny') =>
        many(n, (at) => ({ type: 'group', value: `g${at}`, accessType }) as const)
      const acl = [...entries('grant'), ...entries('deny').reverse()]
      return () => lintAcl(acl)
    },
  ],
  ['a list of connections', 200, (n) => () => applyView(rows(n), sorted)],
  ['properties that are searched', 500, (n) => () => findProperties(aliased(n), 'no')],
  [
    'a filter with words of its own',
    1_000,
    (n) => () =>
      readFilter(ItemFilter, {
        words: 'a '.repeat(n),
        ...Object.fromEntries(many(n, (at) => [`w${at}`, 'x'])),
      }),
  ],
])('%s: the time grows with the size, not with its square', async (_, count, make) => {
  await expectLinear(make, count)
})

test('a schema has a maximum of aliases and labels in all, and says so', () => {
  const over = (part: 'aliases' | 'labels', most: number) =>
    ConnectorSchema.safeParse(
      schemaOf(
        many(500, (at) => ({ ...text, [part]: many(Math.ceil(most / 500) + 1, (n) => `x${at}x${n}`) })),
      ),
    ).error?.issues[0]

  expect(over('aliases', mostInAll.aliases)).toMatchObject({
    path: ['properties'],
    message: 'A schema can have 2,000 aliases here in all. Remove some.',
  })
  expect(over('labels', mostInAll.labels)?.message).toContain('1,000 labels')
  expect(ConnectorSchema.safeParse(aliased(500)).success).toBe(true)
})
