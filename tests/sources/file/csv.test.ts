import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { AppError } from '@/lib/platform/errors'
import { inspectCsv, readCsv } from '@/lib/sources/file/csv'

async function* chunksOf(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const source = (content: string | Uint8Array, size = 7) =>
  chunksOf(typeof content === 'string' ? Buffer.from(content) : content, size)

async function collect<T>(values: AsyncIterable<T>) {
  const all: T[] = []
  for await (const value of values) all.push(value)
  return all
}

const rowsOf = async (...args: Parameters<typeof readCsv>) => (await collect(readCsv(...args))).flat()

const read = async (content: string | Uint8Array, size?: number) =>
  (await rowsOf(source(content, size))).map(({ values }) => values)

const inspect = (content: string | Uint8Array, size?: number) => inspectCsv(source(content, size))

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
    const rows = await rowsOf(source('id,name\r\n1,Ann\r\n2,"Bo ""B"", Jr"\r\n'))

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
    expect(await inspect(content)).toMatchObject({ delimiter })
  })

  test('is inspected in one pass', async () => {
    expect(await inspect('id,name\n1,"a\nb"\n2,c\n')).toEqual({
      encoding: 'utf-8',
      delimiter: ',',
      columns: ['id', 'name'],
      rows: 2,
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

    for await (const [first] of readCsv(endless())) if (first && first.row > 3) break

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
    const bytes = fc.constantFrom(
      (text: string) => Buffer.from(text),
      (text: string) => Buffer.from(`\ufeff${text}`),
      (text: string) => utf16le(`\ufeff${text}`),
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
          const found = await rowsOf(source(encode(text), size), { delimiter: by })
          expect(found.map(({ values }) => columns.map((column) => values[column]))).toEqual(rows)
        },
      ),
      { numRuns: 200 },
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
      expect(await inspect(bytes, size)).toMatchObject({ encoding, columns: ['id', 'name'], rows: 2 })
      expect(await read(bytes, size)).toEqual([
        { id: '1', name: 'Zoë Größe' },
        { id: '2', name: '日本 🎉' },
      ])
    }
  })

  test('windows-1252, as Excel writes it, is recognised at its first letter beyond ASCII', async () => {
    const bytes = iconv.encode(western, 'windows-1252')
    for (const size of [1, 2, 5, 1000]) {
      expect(await inspect(bytes, size)).toMatchObject({ encoding: 'windows-1252' })
      expect(await read(bytes, size)).toEqual([{ id: '1', name: 'Zoë Größe – 5 €' }])
    }
    expect(await read(iconv.encode('id\nté', 'windows-1252'), 1)).toEqual([{ id: 'té' }])
  })

  test('UTF-8 that goes bad is refused with its line, not guessed at', async () => {
    const damaged = Buffer.concat([Buffer.from('id\nZoë\nfine\n'), Buffer.from([0xe9, 0x0a])])

    for (const size of [1, 4, 1000]) expect(await refusal(damaged, size)).toMatch(/^Line 4 .*CSV UTF-8/)
  })

  test('bytes that no encoding of ours has are refused', async () => {
    expect(await refusal(iconv.encode('id\n1\nデータ\n', 'shift_jis'))).toMatch(/^Line 3 .*neither UTF-8/)
    expect(await refusal(utf16le('\ufeffid,name\n1,a').subarray(0, -1))).toMatch(/damaged near line 2/)
  })

  test.each([
    ['504b0304140006', /Excel workbook: save it as CSV/],
    ['d0cf11e0a1b11ae1', /Excel workbook: save it as CSV/],
    ['255044462d312e37', /PDF/],
    ['1f8b0800', /compressed/],
    ['69640a3100320a', /Line 2 has a NUL/],
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
    ['id,name\n1,a\n2,"open\n3,b\n', /^Row 2 \(line 3\) has a double quote that is never closed/],
    ['id,name\r\n1,"a\r\nb"\r\n2,5" disk\r\n', /^Row 2 \(line 4\) has a double quote in the middle/],
    ['id,name\n\n1,"a"b\n', /^Row 1 \(line 3\) has a double quote in the middle/],
    ['id,"name\n1,a\n', /^The header \(line 1\) has a double quote that is never closed/],
  ])('%j', async (content, message) => {
    for (const size of [1, 1000]) expect(await refusal(content, size)).toMatch(message)
  })

  test('a quote that swallows the rest of a large file', async () => {
    async function* bytes() {
      yield Buffer.from('id,name\n1,ok\n2,"open\n')
      const line = Buffer.from('3,more text in the file\n'.repeat(10_000))
      for (let sent = 0; sent < 40_000_000; sent += line.length) yield line
    }

    await expect(inspectCsv(bytes())).rejects.toThrow(/^Row 2 \(line 3\) is longer than 32 MB/)
  })

  test.each([
    ['id,name\n1,"a\nb"\n\n2\n', 2, /^Row 2 \(line 5\) has 1 cell; the header has 2\. Fill in/],
    ['id,name\n1,a,b\n2,c', 1, /^Row 1 \(line 2\) has 3 cells; the header has 2\. Put cells with commas/],
    ['id;name\n1;2\n1;a;b\n', 2, /^Row 2 \(line 3\) .*semicolons/],
  ])('%j has one bad row, and the others are read', async (content, bad, message) => {
    const rows = await rowsOf(source(content))

    expect(rows.filter(({ problem }) => problem)).toMatchObject([
      { row: bad, problem: { code: 'uneven-row', message: expect.stringMatching(message) } },
    ])
    expect(rows).toHaveLength(2)
    expect(await inspect(content)).toMatchObject({ rows: 2 })
  })

  test('rows before the mistake have been given out', async () => {
    const rows: number[] = []
    const reading = async () => {
      for await (const batch of readCsv(source('id\n1\n2\n3"\n'))) rows.push(...batch.map(({ row }) => row))
    }

    await expect(reading()).rejects.toThrow(/^Row 3/)
    expect(rows).toEqual([1, 2])
  })

  test('a source that fails keeps its own error', async () => {
    async function* failing() {
      yield Buffer.from('id\n1\n')
      throw new AppError('unavailable', 'The upload is gone.')
    }

    await expect(inspectCsv(failing())).rejects.toThrow('The upload is gone.')
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

  const { rows } = await inspectCsv(bytes())

  expect(rows).toBeGreaterThan(900_000)
  expect(most).toBeLessThan(30_000_000)
})
