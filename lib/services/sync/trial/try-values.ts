import type { ExternalItem } from '../../../model/items/item'
import type { FieldValue, FieldValues } from '../../../model/mapping/field-value'
import type { Mapping } from '../../../model/mapping/mapping'
import { type OddValue, OddValues } from '../../../model/mapping/odd-values'
import { cell } from '../../../model/mapping/property-from-row'
import type { RowResult } from '../../../model/mapping/row-to-item'
import type { Ask } from '../../../platform/thread/protocol'
import { SeenIds } from '../../../snapshots/seen'
import type { SourceRecord } from '../../../sources/record'
import { masked } from '../masked-rows'
import { beginTrial } from './begin-trial'
import type { Trial } from './given'

const longestMs = 15_000
const batch = 500

export interface TriedValues {
  samples: Record<string, OddValue[]>
  rows: number
  complete: boolean
}

/** In a thread: the oddest values of each mapped field among all rows, a batch of them in memory at a time. */
export async function* tryValues(given: Trial, ask: Ask): AsyncGenerator<TriedValues> {
  const { mapper, mapped, records: all } = await beginTrial(given, ask)
  const collected = new Collected(mapped.mapping)
  const end = Date.now() + longestMs
  let rows = 0
  let complete = true
  try {
    reading: for await (const some of all()) {
      for (let at = 0; at < some.length; at += batch) {
        if (Date.now() > end) {
          complete = false
          break reading
        }
        const records = some.slice(at, at + batch).filter(({ problem }) => !problem)
        const made = await mapper.itemsOf(records, {}, { lookUp: false })
        for (const [n, record] of records.entries()) collected.add(record, made[n])
        rows += Math.min(batch, some.length - at)
      }
    }
  } finally {
    mapper.close()
  }
  const { samples } = collected
  yield { samples: given.masked ? maskedSamples(samples) : samples, rows, complete }
}

class Collected {
  private readonly byField = new Map<string, OddValues>()
  private readonly ids = new SeenIds()
  private readonly properties: readonly string[]

  constructor(private readonly mapping: Mapping) {
    this.properties = Object.entries(mapping.properties).flatMap(([name, how]) =>
      how.kind === 'constant' ? [] : [name],
    )
  }

  add({ row, values }: SourceRecord, made: RowResult | undefined) {
    if (!made) return
    const wrong = new Map(
      made.problems.flatMap(({ field, severity, message }) =>
        severity === 'error' ? [[field, message] as const] : [],
      ),
    )
    for (const name of this.properties) {
      const value = valueOfProperty(this.mapping, name, values, made.body)
      this.field(name).add(row, value, { problem: wrong.get(name) })
    }
    const { itemId, content } = this.mapping
    const twice = made.itemId !== null && this.ids.add(made.itemId, row) !== undefined
    const id = 'column' in itemId ? cell(values, itemId.column) : made.itemId
    this.field('item id').add(row, id ?? undefined, { twice, problem: id ? wrong.get('itemId') : undefined })
    if (content)
      this.field('the content').add(row, made.body.content?.value, { problem: wrong.get('content') })
  }

  get samples(): Record<string, OddValue[]> {
    return Object.fromEntries([...this.byField].map(([field, odd]) => [field, odd.values]))
  }

  private field(name: string) {
    const odd = this.byField.get(name) ?? new OddValues()
    this.byField.set(name, odd)
    return odd
  }
}

/** Of a column as the source has it, of anything else what was made. */
function valueOfProperty(mapping: Mapping, name: string, values: FieldValues, body: ExternalItem) {
  const how = mapping.properties[name]
  return how?.kind === 'column' ? cell(values, how.column) : (body.properties[name] as FieldValue | undefined)
}

const maskedSamples = (samples: Record<string, OddValue[]>) =>
  Object.fromEntries(
    Object.entries(samples).map(([field, values]) => [
      field,
      values.map(({ problem, text, ...rest }) => ({
        ...rest,
        text: String(masked(text)),
        ...(problem === undefined
          ? {}
          : { problem: 'The value does not fit. What it says is hidden from you.' }),
      })),
    ]),
  )
