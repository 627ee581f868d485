import type { CallOptions } from '../graph/client'
import { usersNamedBy } from '../model/mapping/access-from-row'
import { namesUsers } from '../model/mapping/access-rules'
import { type Computed, nothingComputed } from '../model/mapping/computed'
import { expressionsOf } from '../model/mapping/expressions-of'
import { idOf } from '../model/mapping/item-id-of'
import { type RowResult, rowToItem } from '../model/mapping/row-to-item'
import type { SourceRecord } from '../sources/record'
import { Evaluator } from './expressions/evaluator'
import type { KnownUsers } from './known-users'
import type { Mapped } from './mapping-version'

const none = new Map<string, string | null>()

/**
 * Turns records into items: evaluates the expressions of the mapping and looks up the users it names, where it has any.
 * Records of a mapping without either are mapped here and now.
 */
export class Mapper {
  /** The expressions but that of the id, which is asked for before it is known whether a record has changed. */
  private readonly fields: readonly string[]
  private readonly byExpression: boolean
  private readonly ids = new WeakMap<SourceRecord, Computed>()
  private readonly others = new WeakMap<SourceRecord, Computed>()
  /** Whether who may read an item may change without its record. */
  readonly looksUp: boolean

  constructor(
    private readonly mapped: Mapped,
    private readonly users: Pick<KnownUsers, 'idsOf'>,
    /** Knows the expressions of the mapping. */
    private readonly evaluator = new Evaluator(expressionsOf(mapped.mapping)),
  ) {
    const fields = Object.keys(expressionsOf(mapped.mapping))
    this.byExpression = 'expression' in mapped.mapping.itemId
    this.fields = fields.filter((field) => field !== 'item id')
    this.looksUp = !this.people && namesUsers(mapped.mapping.access)
  }

  /** The item id of each record; null where it cannot be told. */
  async idsOf(records: readonly SourceRecord[]): Promise<(string | null)[]> {
    const { mapping, schema } = this.mapped
    const computed = await this.computedIds(records)
    return records.map(({ values }, at) => idOf(values, mapping, schema, this.people, computed?.[at]).itemId)
  }

  /** Evaluates what `itemsOf` is going to need of these records, so that it need not wait then. */
  async evaluate(records: readonly SourceRecord[]): Promise<void> {
    const computed = this.fields.length > 0 ? await this.evaluator.evaluate(records, this.fields) : []
    for (const [at, record] of records.entries()) {
      const values = computed[at]
      if (values) this.others.set(record, values)
    }
  }

  /**
   * The items of these records, with everything that keeps one from being sent. Without a look-up, each user that a record
   * names is missing.
   */
  async itemsOf(
    records: readonly SourceRecord[],
    call: CallOptions = {},
    { lookUp = true } = {},
  ): Promise<RowResult[]> {
    const ids = await this.computedIds(records)
    await this.evaluate(records.filter((record) => !this.others.has(record)))
    const computed = records.map((record, at): Computed => {
      const others = this.others.get(record)
      return ids || others ? { ...ids?.[at], ...others } : nothingComputed
    })
    const users = this.looksUp && lookUp ? await this.lookUp(records, computed, call) : none
    return records.map(({ values }, at) =>
      rowToItem({ row: values, ...this.mapped, computed: computed[at], users }),
    )
  }

  /** Which of these accounts of people the tenant does not have, in lower case. */
  async withoutUser(accounts: readonly string[], call: CallOptions): Promise<Set<string>> {
    const found = await this.users.idsOf(accounts, call)
    return new Set([...found].flatMap(([name, id]) => (id === null ? [name] : [])))
  }

  close(): void {
    this.evaluator.close()
  }

  private get people() {
    return this.mapped.contentCategory === 'people'
  }

  /** Each is asked for twice: to find what was sent before, and for the item. */
  private async computedIds(records: readonly SourceRecord[]) {
    if (!this.byExpression) return undefined
    const missing = records.filter((record) => !this.ids.has(record))
    const computed = missing.length > 0 ? await this.evaluator.evaluate(missing, ['item id']) : []
    for (const [at, record] of missing.entries()) this.ids.set(record, computed[at] ?? nothingComputed)
    return records.map((record) => this.ids.get(record))
  }

  private async lookUp(records: readonly SourceRecord[], computed: readonly Computed[], call: CallOptions) {
    const { access } = this.mapped.mapping
    if (typeof access === 'string') return none
    const names = records.flatMap(({ values }, at) =>
      usersNamedBy(access, { row: values, computed: computed[at] ?? nothingComputed }),
    )
    return await this.users.idsOf(names, call)
  }
}
