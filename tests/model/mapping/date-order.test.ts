import { expect, test } from 'vitest'
import { checkMapping } from '@/lib/model/mapping/check'
import { convertValue } from '@/lib/model/mapping/convert-value'
import { datesOf, guessDateOrder } from '@/lib/model/mapping/date-order'
import { toDateTime } from '@/lib/model/mapping/date-time'
import type { Mapping } from '@/lib/model/mapping/mapping'
import { rowToItem } from '@/lib/model/mapping/row-to-item'
import { withDateOrders } from '@/lib/model/mapping/with-date-orders'
import type { ConnectorSchema } from '@/lib/model/schema/schema'

test.each([
  [['31.12.2025', '01.02.2026'], 'dayFirst'],
  [['1/2/2026', '12/31/2025 08:00'], 'monthFirst'],
  [['01.02.2026', '03.04.2026'], 'ask'],
  [['2026-01-31', '', 'n/a'], undefined],
  [['05.05.2026'], undefined],
  [['31.12.2025', '12/31/2025'], undefined],
])('the dates %j are %s', (texts, order) => {
  expect(guessDateOrder(texts)).toBe(order)
})

test('a date that can be read in one way only needs no order', () => {
  expect(toDateTime('31.12.2025')).toEqual({ value: '2025-12-31T00:00:00Z' })
  expect(toDateTime('12/31/2025 08:30')).toEqual({ value: '2025-12-31T08:30:00Z' })
  expect(toDateTime('5.5.2026')).toEqual({ value: '2026-05-05T00:00:00Z' })
  expect(toDateTime('01.02.2026')).toEqual({ problem: expect.stringContaining('two dates') })
  expect(toDateTime('31.12.25')).toEqual({ problem: expect.stringContaining('century') })
})

test('the order of the column reads the rest, and tells of what does not fit it', () => {
  expect(convertValue('dateTime', '01.02.2026', { dateOrder: 'dayFirst' })).toEqual({
    value: '2026-02-01T00:00:00Z',
  })
  expect(convertValue('dateTimeCollection', '1/2/2026;1/3/2026', { dateOrder: 'monthFirst' })).toEqual({
    value: ['2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z'],
  })
  expect(convertValue('dateTime', '31.12.2025', { dateOrder: 'monthFirst' })).toEqual({
    problem: expect.stringContaining("'31.12.2025' is not a day"),
  })
})

test('a column is asked about once, and only if its values leave it open', () => {
  const schema: ConnectorSchema = {
    baseType: 'microsoft.graph.externalItem',
    properties: [
      { name: 'made', type: 'dateTime' },
      { name: 'due', type: 'dateTime' },
    ],
  }
  const rows = [
    { id: '1', Made: '01.02.2026', Due: '01.02.2026' },
    { id: '2', Made: '31.12.2025', Due: '03.04.2026' },
  ]
  const dates = datesOf(rows)
  expect(dates).toEqual({ Made: 'dayFirst', Due: 'ask' })

  const column = (name: string) => ({ kind: 'column', column: name }) as const
  const mapping = {
    itemId: { column: 'id' },
    properties: { made: column('Made'), due: column('Due') },
    access: 'everyone',
  } as const
  const guessed = withDateOrders(mapping, dates, schema)
  const asked = checkMapping(guessed, ['id', 'Made', 'Due'], schema, null, dates)
  expect(guessed.properties.made).toEqual({ ...column('Made'), dateOrder: 'dayFirst' })
  expect(asked.filter(({ severity }) => severity === 'error')).toEqual([
    { severity: 'error', field: 'due', message: expect.stringContaining("The dates of 'Due'") },
  ])
})

test('dates inside a profile entity are asked about by column too, and read in the order chosen', () => {
  const position = { name: 'position', type: 'string', labels: ['personCurrentPosition'] } as const
  const schema: ConnectorSchema = {
    baseType: 'microsoft.graph.externalItem',
    properties: [
      { name: 'account', type: 'string', labels: ['personAccount'] },
      { ...position, labels: [...position.labels] },
    ],
  }
  const rows = [
    { upn: 'alexw@contoso.com', title: 'Engineer', from: '01.02.2026', to: '03.04.2026' },
    { upn: 'megan@contoso.com', title: 'Engineer', from: '31.12.2025', to: '05.06.2026' },
  ]
  const dates = datesOf(rows)
  const mapping = {
    itemId: { column: 'upn' },
    properties: {
      account: { kind: 'entity', fields: { userPrincipalName: 'upn' } },
      position: {
        kind: 'entity',
        fields: { 'detail.jobTitle': 'title', 'detail.startMonthYear': 'from', 'detail.endMonthYear': 'to' },
      },
    },
    access: 'everyone',
  } satisfies Mapping
  const columns = Object.keys(rows[0] ?? {})
  const asked = (draft: Mapping) =>
    checkMapping(draft, columns, schema, 'people', dates).filter(({ severity }) => severity === 'error')
  const read = (draft: Mapping) =>
    rowToItem({ row: rows[0] ?? {}, mapping: draft, schema, contentCategory: 'people', tenantId: 't' })

  const guessed = withDateOrders(mapping, dates, schema)
  const answered = {
    ...guessed,
    properties: {
      ...guessed.properties,
      position: { ...mapping.properties.position, dateOrders: { from: 'dayFirst', to: 'dayFirst' } },
    },
  } satisfies Mapping

  expect(guessed.properties.position).toMatchObject({ dateOrders: { from: 'dayFirst' } })
  expect(asked(guessed)).toEqual([
    { severity: 'error', field: 'position', message: expect.stringContaining("The dates of 'to'") },
  ])
  expect(read(guessed).problems).toMatchObject([{ column: 'to' }])
  expect(asked(answered)).toEqual([])
  expect(JSON.parse(String(read(answered).item?.properties.position))).toMatchObject({
    detail: { startMonthYear: '2026-02-01', endMonthYear: '2026-04-03' },
  })
})
