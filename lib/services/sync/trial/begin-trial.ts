import { expressionsOf } from '../../../model/mapping/expressions-of'
import type { Mapping } from '../../../model/mapping/mapping'
import { askForBytes } from '../../../platform/thread/ask-for-bytes'
import type { Ask } from '../../../platform/thread/protocol'
import { recordsAt, recordsFrom } from '../../../snapshots/read-records'
import { readFile } from '../../../sources/file/read'
import type { SourceRecord } from '../../../sources/record'
import { Evaluator } from '../../../sync/expressions/evaluator'
import { Mapper } from '../../../sync/mapper'
import { askedUsers } from './asked-users'
import { distantSandbox } from './distant-sandbox'
import type { Trial, TriedRows } from './given'

/** Somebody waits for the answer: one row that takes its time is enough. */
const limits = { mostEnded: 1, batchMs: 15_000, tolerant: true }

/** In the thread: what it takes to try a mapping on records. Close the mapper. */
export async function beginTrial({ mapped, rows }: Trial, ask: Ask) {
  const evaluator = new Evaluator(expressionsOf(mapped.mapping), limits, distantSandbox(ask))
  const broken = await evaluator.check()
  const tried = { ...mapped, mapping: without(mapped.mapping, broken) }
  return {
    /** What is wrong with the expressions themselves, by field. */
    broken,
    mapped: tried,
    mapper: new Mapper(tried, askedUsers(ask), evaluator),
    records: () => all(rows, ask),
    /** Records among which is this row; of a snapshot it is found without reading those before it. */
    recordsWith: (row: number) =>
      rows.kind === 'snapshot' ? recordsAt(packed(rows, ask), [row]) : all(rows, ask),
  }
}

async function* all(rows: TriedRows, ask: Ask): AsyncGenerator<SourceRecord[]> {
  if (rows.kind === 'records') yield rows.records
  else if (rows.kind === 'file') yield* readFile(askForBytes(ask)(), rows.format)
  else yield* recordsFrom(packed(rows, ask))
}

const packed = ({ firstRows }: TriedRows & { kind: 'snapshot' }, ask: Ask) => ({
  firstRows,
  read: async (chunk: number) => (await ask('chunk', chunk)) as Uint8Array,
})

/** The others are shown while one is being written. Without an id nothing is shown. */
function without(mapping: Mapping, broken: Readonly<Record<string, string>>): Mapping {
  const properties = Object.fromEntries(
    Object.entries(mapping.properties).filter(([name]) => broken[name] === undefined),
  )
  const { content, ...rest } = mapping
  const access = Object.keys(broken).some((field) => field.startsWith('access '))
    ? 'everyoneExceptGuests'
    : mapping.access
  const itemId = broken['item id'] === undefined ? mapping.itemId : { expression: '""' }
  return {
    ...rest,
    itemId,
    access,
    properties,
    ...(content && broken['the content'] === undefined ? { content } : {}),
  }
}
