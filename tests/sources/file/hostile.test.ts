import { Readable } from 'node:stream'
import { createGzip, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { plainFormat } from '@/lib/model/sync/file-format'
import { fileThreads, inspectInThread, readInThread } from '@/lib/sources/file/in-thread'
import { inspectFile } from '@/lib/sources/file/inspect'
import { chunksOf, inspect } from '../../support/files'
import { expectLinear } from '../../support/growth'

const refusal = (content: string | Uint8Array) =>
  inspect(content, 1_000_000).then(
    () => 'taken',
    (error: Error) => error.message,
  )

test('a million columns are refused at once', async () => {
  const start = performance.now()

  const names = Array.from({ length: 1_000_000 }, (_, at) => `c${at}`).join(',')
  expect(await refusal(`${names}\n${'1,'.repeat(999_999)}1\n`)).toMatch(
    /header \(line 1\) has over 2000 cells/,
  )
  expect(await refusal(`${',a'.repeat(1_000_000)}\n1\n`)).toMatch(/over 2000 cells/)
  expect(await refusal(`${'n'.repeat(10_000)}\n1\n`)).toMatch(/over 500 characters/)

  expect(performance.now() - start).toBeLessThan(20_000)
})

test('a zip bomb is refused before it fills anything', async () => {
  async function* bomb() {
    const zeros = Readable.from(
      (function* () {
        const piece = Buffer.alloc(1_000_000, 'a,b\n')
        for (let at = 0; at < 3_000; at++) yield piece
      })(),
    )
    yield* zeros.pipe(createGzip())
  }

  await expect(inspectFile(bomb)).rejects.toThrow('unpacks to far more than a data file would')
})

test('a gzip file that is damaged or cut off is no shorter file', async () => {
  const packed = gzipSync(`id,n\n${'1,x\n'.repeat(1000)}`)
  const flipped = Buffer.from(packed)
  flipped[30] = (flipped[30] ?? 0) ^ 0xff

  expect(await refusal(packed.subarray(0, -10))).toMatch(/damaged or was cut off/)
  expect(await refusal(flipped)).toMatch(/damaged or was cut off/)
  expect(await refusal(gzipSync(Buffer.from('504b03040506', 'hex')))).toMatch(/Excel workbook/)
})

test.each([
  ['quotes that open on every line', (n: number) => `id,t\n${'1,"\n'.repeat(n)}`],
  ['doubled quotes', (n: number) => `id,t\n1,"${'""'.repeat(n)}\n`],
  ['one open quote before many rows', (n: number) => `id,t\n1,"x\n${'2,y\n'.repeat(n)}`],
  ['carriage returns', (n: number) => `id,t\n${'\r'.repeat(n)}1,2\n`],
  ['open brackets', (n: number) => '['.repeat(n)],
  ['a long text in JSON', (n: number) => `[{"id":"${'\\"'.repeat(n)}"}]`],
  ['bytes of no encoding', (n: number) => Buffer.concat([Buffer.from('id\n'), Buffer.alloc(n, 0xff)])],
  ['lines of broken UTF-8', (n: number) => Buffer.from(`id\n${'\xe9\n'.repeat(n)}`, 'latin1')],
])('%s take time in proportion to their size', (_, make) =>
  expectLinear((count) => {
    const content = Buffer.from(make(count))
    return async () => {
      for (const size of [1_000, 1_000_000])
        await inspectFile(() => chunksOf(content, size)).catch((error: Error) => error.message)
    }
  }, 20_000),
)

test('a thread gives records and faults as the reader itself does', async () => {
  const rows = []
  const open = () => chunksOf(Buffer.from(`id,n\n${'1,x\n'.repeat(5_000)}2\n`), 10_000)
  for await (const batch of readInThread(open, plainFormat)) rows.push(...batch)

  expect(rows).toHaveLength(5_001)
  expect(rows.at(-1)).toMatchObject({ row: 5_001, problem: { code: 'uneven-row' } })
  await expect(inspectInThread(() => chunksOf(Buffer.from('id,id\n'), 3))).rejects.toMatchObject({
    code: 'invalid',
    field: 'file',
    message: /both named 'id'/,
  })
}, 60_000)

test('a thread that takes too long or too much memory is ended, and this process goes on', async () => {
  async function* slow() {
    yield Buffer.from('id\n1\n')
    for (;;) yield Buffer.alloc(5_000_000, '[[[[[[[[[[\n')
  }
  const limits = [
    { memoryMb: 512, silentMs: 1 },
    { memoryMb: 8, silentMs: 60_000 },
  ]
  for (const limit of limits) {
    const threads = fileThreads(limit)
    await expect(inspectInThread(slow, undefined, threads)).rejects.toThrow(
      /was ended\. Check what is in it, or split it\./,
    )
  }
}, 60_000)
