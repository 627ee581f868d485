import { expect, test } from 'vitest'
import { csvCell } from '@/lib/model/activity/csv-cell'
import { AuditFilter } from '@/lib/model/activity/filter'
import { writeFilter } from '@/lib/model/filter-address'
import { readFilter } from '@/lib/model/read-filter'

test('a filter goes into an address and comes back', () => {
  const filter = { who: 'alex', action: 'startSync', outcome: 'failed', from: '2026-01-31' } as const

  const address = writeFilter(filter, { page: '2' })

  expect(address).toBe('?who=alex&action=startSync&outcome=failed&from=2026-01-31&page=2')
  expect(readFilter(AuditFilter, Object.fromEntries(new URLSearchParams(address)))).toEqual({
    filter,
    wrong: [],
  })
  expect(writeFilter({ who: ' ' })).toBe('')
})

test('what makes no filter is left out and named', () => {
  expect(readFilter(AuditFilter, { who: 'a'.repeat(201) })).toEqual({
    filter: {},
    wrong: ['who: It can have 200 letters at most.'],
  })
  expect(readFilter(AuditFilter, { who: ['a', 'b'], from: '31.1.2026', outcome: 'x', target: 'hr' })).toEqual(
    {
      filter: { target: 'hr' },
      wrong: ['outcome: It can be done, refused, failed, begun.', 'from: Write the day like 2026-01-31.'],
    },
  )
})

test.each([
  ['=1+1', `"'=1+1"`],
  ['＝1+1', `"'＝1+1"`],
  ['\u200b\u0000-1', `"'\u200b\u0000-1"`],
  ['  @SUM(A1)', `"'  @SUM(A1)"`],
  ['-2', `"'-2"`],
  ['\t=1', `"'\t=1"`],
  ['a "quoted", text', '"a ""quoted"", text"'],
  [{ name: '=x' }, '"{""name"":""=x""}"'],
  [null, '""'],
])('the cell %j is no formula', (value, text) => {
  expect(csvCell(value)).toBe(text)
})
