import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseJson, writeJson } from '@/lib/model/exact-json'
import { plainFormat } from '@/lib/model/sync/file-format'
import { inspect, readAs, recordsOf } from '../../../support/files'

const people = [
  { id: 'a', tags: ['x', 'y'], address: { city: 'Oslo "N"' } },
  { id: 'b', big: 9007199254740993n, note: 'a ] } , in a text\\' },
]

test.each([
  ['json', writeJson(people)],
  ['json', writeJson(people, 2)],
  ['json', `\ufeff${writeJson({ next: null, meta: { n: [] }.n === undefined ? 0 : 1, data: people })}`],
  ['ndjson', people.map((one) => writeJson(one)).join('\n')],
  ['ndjson', `${people.map((one) => writeJson(one)).join('\r\n\r\n')}\r\n`],
])('%s is told from its beginning and read whole, cut anywhere', async (type, text) => {
  for (const size of [1, 2, 3, 1000]) {
    const shape = await inspect(text, size)
    expect(shape).toMatchObject({ format: { type, gzip: false }, rows: 2, badRows: 0 })
    expect(shape.columns).toEqual(expect.arrayContaining(['id', 'tags', 'address', 'address.city', 'big']))
    expect((await recordsOf(text, size)).map(({ values }) => values)).toEqual(people)
  }
})

test('gzip of each is read like the file itself', async () => {
  for (const text of [
    writeJson(people),
    people.map((one) => writeJson(one)).join('\n'),
    'id,n\na,1\nb,2\n',
  ]) {
    const packed = gzipSync(text)
    expect(await inspect(packed, 5)).toMatchObject({ format: { gzip: true }, rows: 2 })
    expect((await recordsOf(packed, 5)).map(({ values }) => values.id)).toEqual(['a', 'b'])
  }
})

test('the array is found at the path that an admin names', async () => {
  const text = writeJson({
    errors: [],
    data: { page: 1, items: people, more: [1, { deep: [[]] }] },
    end: 'x',
  })

  expect(await readAs(text, { ...plainFormat, type: 'json', path: 'data.items' })).toHaveLength(2)
  await expect(readAs(text, { ...plainFormat, type: 'json', path: 'data.rows' })).rejects.toThrow(
    "The file has no array at 'data.rows'",
  )
})

test('an element or a line that is no record costs itself only', async () => {
  const array = await readAs('[{"id":"a"},5,{"id":oops},{"id":"d"}]', { ...plainFormat, type: 'json' })
  const lines = await readAs('{"id":"a"}\n5\n{"id":\n{"id":"d"}', { ...plainFormat, type: 'ndjson' })

  for (const rows of [array, lines]) {
    expect(rows.map(({ values, problem }) => problem?.message.slice(0, 5) ?? values.id)).toEqual([
      'a',
      'Row 2',
      'Row 3',
      'd',
    ])
  }
})

test.each([
  ['[{"id":1},{"id":2}', /ends in the middle/],
  ['[{"id":1},{"id"', /ends in the middle/],
  ['{"a":[{"id":1}]', /ends in the middle/],
  ['[{"id":1}] x', /comes something else/],
  ['[{"id":1}}', /not valid JSON/],
  ['{"a" [1]}', /not valid JSON/],
  ['{"a":1}', /has no array/],
  ['[]', /array of records is empty/],
  ['', /has no array|middle/],
])('%s is refused, so that nobody takes it for all', async (text, message) => {
  await expect(readAs(text, { ...plainFormat, type: 'json' })).rejects.toThrow(message)
})

test('whatever JSON there is comes out as it went in', async () => {
  const record = fc.dictionary(
    fc.string({ maxLength: 8 }).filter((name) => name !== '__proto__'),
    fc.jsonValue({ maxDepth: 3 }),
    { maxKeys: 4 },
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(record, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 40 }),
      async (all, size) => {
        // A lone surrogate is written as an escape, and so is well-formed text.
        const made = JSON.parse(JSON.stringify(all))
        const text = JSON.stringify({ data: made })
        const read = await readAs(text, { ...plainFormat, type: 'json', path: 'data' }, size)
        expect(read.map(({ values }) => values)).toEqual(parseJson(JSON.stringify(made)))
      },
    ),
    { numRuns: 200 },
  )
})

test('deep and wide records have a clear message', async () => {
  const deep = `{"id":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
  const wide = `{${Array.from({ length: 5_000 }, (_, at) => `"f${at}":1`).join(',')}}`

  const rows = await readAs(
    `${deep}\n${wide}\n{"__proto__":1}\n{"id":"\\u0000"}\n{"id":["\\udc80"]}\n{"id":"\\ud83c\\udf89"}`,
    { ...plainFormat, type: 'ndjson' },
    100_000,
  )

  expect(rows.map(({ problem }) => problem?.message)).toEqual([
    expect.stringContaining('more than 64 levels'),
    expect.stringContaining('over 2000 fields'),
    expect.stringContaining('named __proto__'),
    expect.stringContaining('has a NUL character'),
    expect.stringContaining('half a character'),
    undefined,
  ])
})
