import { expect, test } from 'vitest'
import { ExternalItem } from '@/lib/model/items/item'
import type { Mapping } from '@/lib/model/mapping/mapping'
import { type RowToItem, rowToItem } from '@/lib/model/mapping/row-to-item'
import type { ConnectorSchema } from '@/lib/model/schema/schema'

const tenantId = '8b8a1f04-52a1-4c1c-9b7c-3a1f0e3f7d11'

const tickets: ConnectorSchema = {
  baseType: 'microsoft.graph.externalItem',
  properties: [
    { name: 'title', type: 'string', labels: ['title'] },
    { name: 'priority', type: 'int64' },
    { name: 'opened', type: 'dateTime' },
    { name: 'tags', type: 'stringCollection' },
  ],
}

const ticketMapping: Mapping = {
  itemId: { column: 'Id' },
  properties: {
    title: { kind: 'column', column: 'Title' },
    priority: { kind: 'column', column: 'Priority' },
    opened: { kind: 'column', column: 'Opened' },
    tags: { kind: 'column', column: 'Tags', separator: ',' },
  },
  content: { column: 'Body', type: 'text' },
  access: 'everyoneExceptGuests',
}

const ticket = (row: Record<string, string>, change: Partial<RowToItem> = {}) =>
  rowToItem({
    row,
    mapping: ticketMapping,
    schema: tickets,
    contentCategory: 'taskManagement',
    tenantId,
    ...change,
  })

const people: ConnectorSchema = {
  baseType: 'microsoft.graph.externalItem',
  properties: [
    { name: 'account', type: 'string', labels: ['personAccount'] },
    { name: 'position', type: 'string', labels: ['personCurrentPosition'] },
    { name: 'skills', type: 'stringCollection', labels: ['personSkills'] },
    { name: 'favoriteColor', type: 'string' },
  ],
}

const peopleMapping: Mapping = {
  itemId: { column: 'UPN' },
  properties: {
    account: { kind: 'entity', fields: { userPrincipalName: 'UPN' } },
    position: {
      kind: 'entity',
      fields: { 'detail.company.department': 'Department', 'detail.jobTitle': 'Job title' },
    },
    skills: { kind: 'entity', fields: { displayName: 'Skills', proficiency: 'Levels' } },
    favoriteColor: { kind: 'column', column: 'Color' },
  },
  access: 'everyone',
}

const person = (row: Record<string, string>, change: Partial<RowToItem> = {}) =>
  rowToItem({ row, mapping: peopleMapping, schema: people, contentCategory: 'people', tenantId, ...change })

test('a row becomes exactly the body of the PUT', () => {
  const row = {
    Id: 'T-1001',
    Title: 'Drucker klemmt täglich',
    Priority: '2',
    Opened: '2026-01-31',
    Tags: 'hardware, printer,,',
    Body: 'Tray 2.',
  }

  const { item, itemId, problems } = ticket(row)

  expect({ itemId, problems }).toEqual({ itemId: 'T-1001', problems: [] })
  expect(item).toEqual({
    acl: [{ type: 'everyoneExceptGuests', value: tenantId, accessType: 'grant' }],
    properties: {
      'title@odata.type': 'String',
      title: 'Drucker klemmt täglich',
      priority: 2,
      opened: '2026-01-31T00:00:00Z',
      'tags@odata.type': 'Collection(String)',
      tags: ['hardware', 'printer'],
    },
    content: { type: 'text', value: 'Tray 2.' },
  })
  expect(ExternalItem.parse(item)).toEqual(item)
})

test('an empty cell leaves its property out', () => {
  const { item } = ticket({ Id: '1', Title: 'Plain', Priority: ' ', Opened: '', Tags: ';', Body: '' })

  expect(item?.properties).toEqual({
    title: 'Plain',
    'tags@odata.type': 'Collection(String)',
    tags: [';'],
  })
  expect(item).not.toHaveProperty('content')
})

test('a value that does not fit names property, column and fix', () => {
  const { item, itemId, problems } = ticket({ Id: '1', Title: 'x', Priority: 'high' })

  expect({ item, itemId }).toEqual({ item: null, itemId: '1' })
  expect(problems).toEqual([
    {
      severity: 'error',
      field: 'priority',
      column: 'Priority',
      message:
        "priority: 'high' is not a whole number. Change the cell in column 'Priority', or map another column.",
    },
  ])
})

test('every problem of a row is told, not only the first', () => {
  const { problems } = ticket({ Id: '', Priority: 'high', Opened: '01/02/2026' })

  expect(problems.map(({ field }) => field)).toEqual(['itemId', 'priority', 'opened'])
})

test('a row without an id, without values or with an unknown property makes no item', () => {
  const mapping = { ...ticketMapping, properties: { gone: { kind: 'column' as const, column: 'Title' } } }

  expect(ticket({ Title: 'x' }).problems[0]?.message).toMatch(/cell in column 'Id' is empty/)
  expect(ticket({ Id: '1', Body: 'only content' }).problems[0]?.message).toMatch(/no value in any mapped/)
  expect(ticket({ Id: '1', Title: 'x' }, { mapping }).problems[0]).toMatchObject({ field: 'gone' })
})

test('an id that stays too long after escaping is refused', () => {
  const { item, problems } = ticket({ Id: '@'.repeat(60), Title: 'x' })

  expect(item).toBeNull()
  expect(problems[0]?.message).toMatch(/at most 128 characters.*has 240/)
})

test('an item above 4 MB is warned of and above 30 MB refused', () => {
  const warned = ticket({ Id: '1', Title: 'x', Body: 'b'.repeat(4_100_000) })
  const refused = ticket({ Id: '1', Title: 'x', Body: '\u0001'.repeat(5_100_000) })

  expect(warned.problems).toMatchObject([{ severity: 'warning', field: 'item' }])
  expect(warned.item).not.toBeNull()
  expect(refused.problems).toMatchObject([{ severity: 'error', field: 'item' }])
  expect(refused.item).toBeNull()
})

test('an item that fits no memory is refused before all of it is made', () => {
  const names = Array.from({ length: 500 }, (_, at) => `p${at}`)
  const { item, problems } = ticket(
    { Id: '1', Title: 't'.repeat(2_000_000) },
    {
      schema: { ...tickets, properties: names.map((name) => ({ name, type: 'string' })) },
      mapping: {
        ...ticketMapping,
        properties: Object.fromEntries(names.map((name) => [name, { kind: 'column', column: 'Title' }])),
      },
    },
  )

  expect(item).toBeNull()
  expect(problems.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^The item has 62\.\d MB; Graph takes at most 30 MB/),
  ])
})

test('readers count for the size of an item', () => {
  const names = Array.from({ length: 60_000 }, (_, at) => `group-${at}`).join(';')
  const from = { column: 'Tags' }
  const { problems } = ticket(
    { Id: '1', Title: 'x', Tags: names },
    {
      mapping: {
        ...ticketMapping,
        properties: { title: { kind: 'column', column: 'Title' } },
        access: {
          rules: [{ type: 'externalGroup', accessType: 'grant', from }],
          missing: 'fail',
          whenEmpty: 'fail',
        },
      },
    },
  )

  expect(problems).toMatchObject([{ severity: 'warning', field: 'item' }])
})

test('a person becomes entities in JSON, readable by everyone', () => {
  const row = {
    UPN: 'AlexW@contoso.com',
    Department: 'Marketing',
    'Job title': 'Marketing Assistant',
    Skills: 'Photography; Copywriting',
    Levels: 'expert; general professional',
    Color: 'teal',
  }

  const { item, itemId, upn, problems } = person(row)

  expect({ itemId, upn, problems }).toEqual({
    itemId: 'alexw_at_contoso_dot_com',
    upn: 'AlexW@contoso.com',
    problems: [],
  })
  expect(item).toEqual({
    acl: [{ type: 'everyone', value: 'everyone', accessType: 'grant' }],
    properties: {
      account: '{"userPrincipalName":"AlexW@contoso.com"}',
      position:
        '{"isCurrent":true,"detail":{"jobTitle":"Marketing Assistant","company":{"department":"Marketing"}}}',
      'skills@odata.type': 'Collection(String)',
      skills: [
        '{"displayName":"Photography","proficiency":"expert"}',
        '{"displayName":"Copywriting","proficiency":"generalProfessional"}',
      ],
      favoriteColor: 'teal',
    },
  })
})

test('a person without an account is a problem said once', () => {
  const blank = person({ UPN: '', 'Job title': 'CEO' })
  const wrong = person({ UPN: 'Alex Wilber', 'Job title': 'CEO' })

  expect(blank.problems.map(({ field }) => field)).toEqual(['itemId', 'account'])
  expect(wrong.problems).toMatchObject([
    { field: 'account', column: 'UPN', message: expect.stringMatching(/not a user principal name/) },
  ])
  expect(wrong.item).toBeNull()
})

test('an account may be an object id', () => {
  const id = '9d9e74ad-9d28-50d7-b985-144a357e8e85'
  const account = { kind: 'entity' as const, fields: { externalDirectoryObjectId: 'Oid' } }
  const mapping = { ...peopleMapping, itemId: { column: 'Oid' }, properties: { account } }

  const { item, upn } = person({ Oid: id }, { mapping })

  expect(upn).toBe(id)
  expect(item?.properties.account).toBe(`{"externalDirectoryObjectId":"${id}"}`)
})

test('an entity without its main value is sent with a warning', () => {
  const { item, problems } = person({ UPN: 'a@contoso.com', Department: 'Sales' })

  expect(item).not.toBeNull()
  expect(problems).toMatchObject([{ severity: 'warning', field: 'position' }])
})

test('a column may hold the JSON of an entity, which is checked', () => {
  const mapping: Mapping = {
    ...peopleMapping,
    properties: {
      account: { kind: 'column', column: 'Account' },
      skills: { kind: 'column', column: 'Skills' },
    },
  }
  const row = { UPN: 'a@contoso.com', Account: '{"userPrincipalName":"a@contoso.com"}' }

  const good = person({ ...row, Skills: '[{"displayName":"Go; and more"}]' }, { mapping })
  const bad = person({ ...row, Skills: '[{"displayName":"Go","proficiency":"guru"}]' }, { mapping })
  const text = person({ ...row, Skills: 'Go;Rust' }, { mapping })

  expect(good).toMatchObject({ upn: 'a@contoso.com', problems: [] })
  expect(good.item?.properties.skills).toEqual(['{"displayName":"Go; and more"}'])
  expect(bad.problems[0]?.message).toMatch(/^skills: proficiency is 'guru', not one of/)
  expect(text.problems[0]?.message).toMatch(/not JSON/)
})
