import type { ConnectorSchema } from '../../model/schema/schema'
import type { Plan, PlanCounts, PlannedItem, PlannedKind } from '../../model/sync/plan'
import { shortHash } from '../mapping-version'
import type { RowError } from '../record-progress'

const mostSamples = 50
const mostLeftOut = 100
/** Of names; a source could have a million of them. */
const mostCounted = 10_000

/** Counts what a plan finds, and keeps a few items of each kind. */
export class Tally {
  private setAside = 0
  readonly counts: PlanCounts = { new: 0, changed: 0, unchanged: 0, owed: 0, toDelete: 0, failed: 0 }
  private readonly properties = new Map<string, number>()
  private readonly causes = new Map<string, { count: number; message: string }>()
  private readonly left = new Map<string, number>()
  private readonly samples: Partial<Record<PlannedKind, PlannedItem[]>> = {}

  add(kind: PlannedKind, sample: () => PlannedItem): void {
    this.counts[kind] += 1
    if (kind === 'unchanged') return
    const some = this.samples[kind] ?? []
    this.samples[kind] = some
    if (some.length < mostSamples) some.push(sample())
  }

  leaveAside(): void {
    this.setAside += 1
  }

  change(names: readonly string[]): void {
    for (const name of names) this.properties.set(name, (this.properties.get(name) ?? 0) + 1)
  }

  leaveOut(names: readonly string[]): void {
    for (const name of names)
      if (this.left.has(name) || this.left.size < mostCounted)
        this.left.set(name, (this.left.get(name) ?? 0) + 1)
  }

  fail(row: number, { itemId, code, message }: RowError): void {
    const known = this.causes.get(code)
    this.causes.set(code, { count: (known?.count ?? 0) + 1, message: known?.message ?? message })
    this.add('failed', () => ({ row, itemId, title: null, what: [message] }))
  }

  /** `basis` is what the plan was made of: it does not count for anything else. */
  plan(basis: string, of: Pick<Plan, 'rows' | 'sentBefore' | 'deletionsHeld' | 'access' | 'groups'>): Plan {
    const { counts, samples } = this
    const told = {
      ...of,
      counts,
      properties: [...this.properties]
        .map(([name, count]) => ({ name, count }))
        .sort((one, other) => other.count - one.count),
      causes: [...this.causes]
        .map(([code, cause]) => ({ code, ...cause }))
        .sort((one, other) => other.count - one.count),
      samples,
      ...(this.setAside > 0 ? { setAside: this.setAside } : {}),
      ...(this.left.size > 0 ? { leftOut: this.leftOut } : {}),
    }
    return { hash: shortHash(JSON.stringify([basis, told])), ...told }
  }

  private get leftOut() {
    return [...this.left]
      .map(([name, rows]) => ({ name, rows }))
      .sort((one, other) => other.rows - one.rows)
      .slice(0, mostLeftOut)
  }
}

/** The names under which a schema knows the parts of an item. */
export const namesOf = ({ properties }: ConnectorSchema) => properties.map(({ name }) => name)
