import { describe, expect, test } from 'vitest'
import { parseJson, writeJson } from '@/lib/model/exact-json'
import type { SourceRecord } from '@/lib/sources/record'
import type { Cursor, ReadFrom, SourceContext, SourceKind } from '@/lib/sources/source-kind'

interface Trial<Config> {
  config: Config
  context: SourceContext
}

export interface Conforming<Config> {
  kind: SourceKind<Config>
  /** A source with records of the ids `r1` to `r<count>` in the field `id`, read in more than one batch if it is large. */
  open: (count: number) => Promise<Trial<Config>>
  /** A source in which the second of three records cannot be read, where the kind knows such a thing. */
  withBadRecord?: () => Promise<Trial<Config>>
  /** A source that cannot be read, with a secret in its configuration. */
  broken: () => Promise<Trial<Config>>
  many?: number
}

/** What every kind of source has to do. */
export function conformance<Config>(name: string, { kind, open, ...more }: Conforming<Config>) {
  const many = more.many ?? 5_000

  describe(`${name} conforms`, () => {
    test('a source that can be read passes its test and shows its first records with their fields', async () => {
      const { config, context } = await open(30)

      await kind.test(config, context)
      const sample = await kind.sample(config, context, 5)

      expect(ids(sample.records)).toEqual(['r1', 'r2', 'r3', 'r4', 'r5'])
      expect(sample.fields).toContain('id')
      expect((await kind.sample(config, context, 100)).records).toHaveLength(30)
    })

    test('all records come once, in order, and only the last batch says that this was all', async () => {
      const { config, context } = await open(many)

      const batches = await read(kind, config, context)

      const records = batches.flatMap((batch) => batch.records)
      expect(ids(records)).toEqual(Array.from({ length: many }, (_, at) => `r${at + 1}`))
      expect(records.map(({ row }) => row)).toEqual(records.map((_, at) => at + 1))
      expect(batches.length).toBeGreaterThan(1)
      expect(batches.map(({ complete }) => complete === true)).toEqual(
        batches.map((_, at) => at === batches.length - 1),
      )
      expect(batches.at(-1)?.cursor).toBeNull()
    })

    test('reading goes on after any batch as if it had never stopped', async () => {
      const { config, context } = await open(many)
      const batches = await read(kind, config, context)
      const at = Math.floor((batches.length - 1) / 2)
      const kept = parseJson(writeJson(batches[at]?.cursor)) as Cursor

      const rest = await read(kind, config, context, { cursor: kept })

      expect(rest.flatMap(({ records }) => records)).toEqual(
        batches.slice(at + 1).flatMap(({ records }) => records),
      )
      expect(rest.at(-1)).toMatchObject({ cursor: null, complete: true })
    })

    test('records survive being kept as JSON', async () => {
      const { config, context } = await open(10)

      const records = (await read(kind, config, context)).flatMap((batch) => batch.records)

      expect(parseJson(writeJson(records))).toEqual(records)
    })

    test('reading stops when it is aborted', async () => {
      const { config, context } = await open(many)
      const stop = new AbortController()
      const stopped = { ...context, signal: stop.signal }
      const reading = async () => {
        for await (const _ of kind.read(config, {}, stopped)) stop.abort(new Error('stopped by the test'))
      }

      await expect(reading()).rejects.toThrow('stopped by the test')
    })

    test('an empty object is no configuration', () => {
      expect(kind.config.safeParse({}).success).toBe(false)
    })

    test('a source that cannot be read says so, with what to do and without its secrets', async () => {
      const { config, context } = await more.broken()

      for (const attempt of [
        () => kind.test(config, context),
        () => kind.sample(config, context, 5),
        () => read(kind, config, context),
      ]) {
        const error = await attempt().then(
          () => undefined,
          (thrown: unknown) => thrown,
        )
        expect(error).toMatchObject({ name: 'AppError', message: expect.stringMatching(/\w+.*\.$/s) })
        const told = `${String(error)} ${writeJson(error)}`
        for (const secret of Object.values(context.secrets)) expect(told).not.toContain(secret)
      }
    })

    const { withBadRecord } = more
    test.skipIf(!withBadRecord)('a record that cannot be read costs no other', async () => {
      if (!withBadRecord) return
      const { config, context } = await withBadRecord()

      const records = (await read(kind, config, context)).flatMap((batch) => batch.records)

      expect(records.map(({ row, problem }) => [row, problem === undefined])).toEqual([
        [1, true],
        [2, false],
        [3, true],
      ])
      expect(records[1]?.problem?.message).toMatch(/Row 2.*\.$/)
      expect([records[0]?.values.id, records[2]?.values.id]).toEqual(['r1', 'r3'])
    })
  })
}

const ids = (records: SourceRecord[]) => records.map(({ values }) => values.id)

async function read<Config>(
  kind: SourceKind<Config>,
  config: Config,
  context: SourceContext,
  from: ReadFrom = {},
) {
  const batches = []
  for await (const batch of kind.read(config, from, context)) batches.push(batch)
  return batches
}
