import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { plainFormat } from '@/lib/model/sync/file-format'
import { AppError } from '@/lib/platform/errors'
import { inspectFile } from '@/lib/sources/file/inspect'
import { readFile } from '@/lib/sources/file/read'
import { inspect, recordsOf } from '../../../support/files'

const read = async (content: string | Uint8Array, size?: number) =>
  (await recordsOf(content, size)).map(({ values }) => values)

const refusal = async (content: string | Uint8Array, size?: number) => {
  const error = await inspect(content, size).catch((thrown: unknown) => thrown)
  if (!(error instanceof AppError)) throw new Error(`Not refused: ${JSON.stringify(error)}`)
  expect(error).toMatchObject({ code: 'invalid', field: 'file' })
  return error.message
}

const utf16be = (text: string) => iconv.encode(text, 'utf-16be')
const utf16le = (text: string) => iconv.encode(text, 'utf-16le')

describe('a table', () => {
  test('is read with its rows numbered from the first after the header', async () => {
    const rows = await recordsOf('id,name\r\n1,Ann\r\n2,"Bo ""B"", Jr"\r\n')

    expect(rows).toEqual([
      { row: 1, values: { id: '1', name: 'Ann' } },
      { row: 2, values: { id: '2', name: 'Bo "B", Jr' } },
    ])
  })

  test('may have newlines in cells, empty lines, mixed line ends and no line end at its end', async () => {
    expect(await read('\n id , name\r\n1,"two\r\nlines"\n\n2,\r3,last')).toEqual([
      { id: '1', name: 'two\r\nlines' },
      { id: '2', name: '' },
      { id: '3', name: 'last' },
    ])
  })

  test.each([
    [',', 'id,title; long\n1,a;b;c\n2,x\n'],
    [';', 'id;name, first;city\n1;Ann, B, C;Oslo\n'],
    ['\t', 'id\tname\n1\tAnn, B\n'],
    ['|', 'id|name\n1|Ann\n'],
    [',', 'only\n1\n'],
    [';', 'SEP=;\r\nid;a,b,c\r\n1;2\r\n'],
    [';', 'id;a,b,c,d\n1;2,3\n4;5\n'],
  ])('is divided by %j', async (delimiter, content) => {
    expect((await inspect(content)).format).toMatchObject({ delimiter })
  })

  test('is inspected in one pass', async () => {
    expect(await inspect('id,name\n1,"a\nb"\n2,c\n')).toEqual({
      format: plainFormat,
      columns: ['id', 'name'],
      rows: 2,
      badRows: 0,
      problems: [],
    })
  })

  test('can be left early, which closes its source', async () => {
    let closed = false
    async function* endless() {
      try {
        yield Buffer.from('id\n')
        while (true) yield Buffer.from('1\n'.repeat(10_000))
      } finally {
        closed = true
      }
    }

    for await (const [first] of readFile(endless(), plainFormat)) if (first && first.row > 3) break

    await expect.poll(() => closed).toBe(true)
  })

  test('of any strings survives writing and reading, in every encoding and cut anywhere', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('\0', ''))
    const name = cell.filter((text) => text.trim() === text && text !== '' && text !== '__proto__')
    const table = fc.uniqueArray(name, { minLength: 1, maxLength: 5 }).chain((columns) =>
      fc.tuple(
        fc.constant(columns),
        fc.array(fc.array(cell, { minLength: columns.length, maxLength: columns.length }), {
          minLength: 1,
          maxLength: 6,
        }),
      ),
    )
    const utf16 = (text: string) => utf16le(`\ufeff${text}`)
    const bytes = fc.constantFrom(
      (text: string) => Buffer.from(text),
      (text: string) => Buffer.from(`\ufeff${text}`),
      utf16,
      (text: string) => utf16be(`\ufeff${text}`),
    )
    const delimiter = fc.constantFrom(',', ';', '\t', '|')
    await fc.assert(
      fc.asyncProperty(
        table,
        delimiter,
        bytes,
        fc.integer({ min: 1, max: 40 }),
        async (cells, by, encode, size) => {
          const [columns, rows] = cells
          const text = stringify([columns, ...rows], { delimiter: by, quoted: true, quoted_empty: true })
          const found = await recordsOf(encode(text), size, { type: 'csv', delimiter: by })
          expect(found.map(({ values }) => columns.map((column) => values[column]))).toEqual(rows)
        },
      ),
      // The replacement character may be in a text that is not damaged.
      { numRuns: 200, examples: [[[['\ufffd', 'a'], [['\ufffd', '']]], ',', utf16, 1]] },
    )
  })
})

describe('the encoding', () => {
  const text = 'id,name\n1,Zoë Größe\n2,日本 🎉\n'
  const western = 'id,name\n1,Zoë Größe – 5 €\n'

  test.each([
    ['utf-8', Buffer.from(text)],
    ['utf-8', Buffer.from(`\ufeff${text}`)],
    ['utf-16le', utf16le(`\ufeff${text}`)],
    ['utf-16be', utf16be(`\ufeff${text}`)],
    ['utf-16le', utf16le(text)],
    ['utf-16be', utf16be(text)],
  ])('%s is recognised however the file is cut', async (encoding, bytes) => {
    for (const size of [1, 2, 3, 5, 1000]) {
      expect(await inspect(bytes, size)).toMatchObject({
        format: { encoding },
        columns: ['id', 'name'],
        rows: 2,
      })
      expect(await read(bytes, size)).toEqual([
        { id: '1', name: 'Zoë Größe' },
        { id: '2', name: '日本 🎉' },
      ])
    }
  })

  test('windows-1252, as Excel writes it, is recognised at its first letter beyond ASCII', async () => {
    const bytes = iconv.encode(western, 'windows-1252')
    for (const size of [1, 2, 5, 1000]) {
      expect(await inspect(bytes, size)).toMatchObject({ format: { encoding: 'windows-1252' } })
      expect(await read(bytes, size)).toEqual([{ id: '1', name: 'Zoë Größe – 5 €' }])
    }
    expect(await read(iconv.encode('id\nté', 'windows-1252'), 1)).toEqual([{ id: 'té' }])
  })

  test('UTF-8 with a damaged row costs that row', async () => {
    const lines = Array.from({ length: 20 }, (_, at) => `${at},Zoë`).join('\n')
    const damaged = Buffer.concat([
      Buffer.from(`id,name\n${lines}\n21,`),
      Buffer.from([0xe9]),
      Buffer.from('\n22,Zoë\n'),
    ])

    for (const size of [1, 4, 1000]) {
      const rows = await recordsOf(damaged, size)
      expect(rows).toHaveLength(22)
      expect(rows.filter(({ problem }) => problem)).toMatchObject([
        {
          row: 21,
          problem: {
            code: 'damaged-text',
            message: expect.stringMatching(/^Row 21 \(line 22\) has char.*UTF-8/),
          },
        },
      ])
    }
  })

  test('a UTF-16 file that was cut off has a bad last row', async () => {
    const rows = await recordsOf(utf16le('\ufeffid,name\n1,a\n2,bc').subarray(0, -1))

    expect(rows.map(({ problem }) => problem?.code)).toEqual([undefined, 'damaged-text'])
  })

  test.each([
    ['504b0304140006', /Excel workbook: save it as CSV/],
    ['d0cf11e0a1b11ae1', /Excel workbook: save it as CSV/],
    ['255044462d312e37', /PDF/],
    ['1f8b0800', /damaged or was cut off/],
    ['28b52ffd00', /zstd/],
    ['69640a3100320a', /NUL characters/],
  ])('a file that begins with %s is no table', async (hex, message) => {
    expect(await refusal(Buffer.from(hex, 'hex'))).toMatch(message)
  })
})

describe('what is wrong is named with its line and the fix', () => {
  test.each([
    ['', /^The file is empty\. Export it again/],
    ['\ufeff', /^The file is empty/],
    ['\r\n \r\n', /^Column 1 has no name/],
    ['id,name\r\n', /^The file has column names but no rows/],
    ['id,name,id\n1,2,3\n', /^Columns 1 and 3 are both named 'id' \(line 1\)\. Rename one\.$/],
    ['id,,x\n1,2,3\n', /^Column 2 has no name in the header \(line 1\)/],
    ['\n\nid,__proto__\n1,2\n', /^Column 2 cannot be named __proto__ in the header \(line 3\)/],
    ['id,"name\n1,a\n', /^The header \(line 1\) has a double quote that is never closed/],
  ])('%j', async (content, message) => {
    for (const size of [1, 1000]) expect(await refusal(content, size)).toMatch(message)
  })

  test('a quote that swallows the rest of a large file costs its own line', async () => {
    async function* bytes() {
      yield Buffer.from('id,name\n1,ok\n2,"open\n')
      const line = Buffer.from('3,more text in the file\n'.repeat(10_000))
      for (let sent = 0; sent < 40_000_000; sent += line.length) yield line
    }

    const { badRows, rows, problems } = await inspectFile(bytes)

    expect(badRows).toBe(1)
    expect(rows).toBeGreaterThan(1_600_000)
    expect(problems[0]?.message).toMatch(/^Row 2 \(line 3\) has a double quote that is never closed/)
  })

  test('a line without end costs no memory and no other row', async () => {
    async function* bytes() {
      yield Buffer.from('id,name\n1,ok\n2,')
      for (let sent = 0; sent < 80; sent++) yield Buffer.alloc(1_000_000, 'x')
      yield Buffer.from('\n3,ok\n')
    }

    const { badRows, rows, problems } = await inspectFile(bytes)

    expect([rows, badRows]).toEqual([3, 1])
    expect(problems[0]?.message).toMatch(/^Row 2 \(line 3\) is longer than 32 MB/)
  })

  test.each([
    ['id,name\n1,"a\nb"\n\n2\n', 2, /^Row 2 \(line 5\) has 1 cell; the header has 2\. Fill in/],
    ['id,name\n1,a,b\n2,c', 1, /^Row 1 \(line 2\) has 3 cells; the header has 2\. Put cells with commas/],
    ['id;name\n1;2\n1;a;b\n', 2, /^Row 2 \(line 3\) .*semicolons/],
    ['id,name\n1,a\n2,"open\n', 2, /^Row 2 \(line 3\) has a double quote that is never closed/],
    ['id,name\r\n1,"a\r\nb"\r\n2,5" disk\r\n', 2, /^Row 2 \(line 4\) has a double quote in the middle/],
    ['id,name\n\n1,"a"b\n2,b', 1, /^Row 1 \(line 3\) has a double quote in the middle/],
  ])('%j has one bad row, and the others are read', async (content, bad, message) => {
    const rows = await recordsOf(content)

    expect(rows.filter(({ problem }) => problem)).toMatchObject([
      { row: bad, problem: { message: expect.stringMatching(message) } },
    ])
    expect(rows).toHaveLength(2)
    expect(await inspect(content)).toMatchObject({ rows: 2, badRows: 1 })
  })

  test('a source that fails keeps its own error', async () => {
    async function* failing() {
      yield Buffer.from('id\n1\n')
      throw new AppError('unavailable', 'The upload is gone.')
    }

    await expect(inspectFile(failing)).rejects.toThrow('The upload is gone.')
  })
})

test('40 MB are read without being held', async () => {
  const before = process.memoryUsage().arrayBuffers
  const line = Buffer.from('1,"a cell, quoted",2026-01-31,high,open\n'.repeat(1600))
  let most = 0
  async function* bytes() {
    yield Buffer.from('id,title,date,priority,status\n')
    for (let sent = 0; sent < 40_000_000; sent += line.length) {
      most = Math.max(most, process.memoryUsage().arrayBuffers - before)
      yield line
    }
  }

  const { rows } = await inspectFile(bytes)

  expect(rows).toBeGreaterThan(900_000)
  expect(most).toBeLessThan(30_000_000)
})
