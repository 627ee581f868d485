import type { Example } from './by-example'
import type { Compiled } from './evaluate'
import { joinShapes, shapeOf } from './shape'

/** Where the links of a connection's items lead. `right + missed + wrong + stopped = total`. */
export interface Counts {
  total: number
  right: number
  missed: number
  wrong: number
  stopped: number
}

export type WrongReason = 'none' | 'case' | 'other-item' | 'no-item' | 'stopped'

/** Links of one shape that go wrong in one way. */
export interface WrongGroup {
  shape: string
  reason: WrongReason
  count: number
  samples: Example[]
}

export interface Coverage {
  counts: Counts
  /** How many links each resolver wins. */
  wins: number[]
  /** The values that the groups of each resolver captured most often. */
  values: { value: string; count: number }[][]
  groups: WrongGroup[]
}

const samplesKept = 12
const valuesKept = 400

/** Adds up where links lead, one by one, so that it can be broken off between any two. */
export class CoverageCount {
  readonly counts: Counts = { total: 0, right: 0, missed: 0, wrong: 0, stopped: 0 }
  readonly wins: number[]
  private readonly values: Map<string, number>[]
  private readonly groups = new Map<string, WrongGroup>()

  constructor(
    private readonly compiled: readonly Compiled[],
    /** The ids of all items, to tell another item from none. */
    private readonly ids: ReadonlySet<string>,
  ) {
    this.wins = compiled.map(() => 0)
    this.values = compiled.map(() => new Map())
  }

  /** Answers whether the link leads to its own item. */
  add(
    link: Example,
    by: number | null | 'stopped',
    itemId: string | null,
    firstGroup: string | undefined,
  ): boolean {
    this.counts.total += 1
    if (by === 'stopped') {
      this.counts.stopped += 1
      this.keep(link, 'stopped')
      return false
    }
    if (by === null) {
      this.counts.missed += 1
      this.keep(link, this.fitsInAnyCase(link.url) ? 'case' : 'none')
      return false
    }
    this.wins[by] = (this.wins[by] ?? 0) + 1
    this.countValue(by, firstGroup)
    if (itemId === link.itemId) {
      this.counts.right += 1
      return true
    }
    this.counts.wrong += 1
    this.keep(link, itemId !== null && this.ids.has(itemId) ? 'other-item' : 'no-item')
    return false
  }

  report(mostGroups = 40): Coverage {
    const shapes = joinShapes([...new Set([...this.groups.values()].map(({ shape }) => shape))])
    const joined = new Map<string, WrongGroup>()
    for (const group of this.groups.values()) {
      const shape = shapes.get(group.shape) ?? group.shape
      const key = `${group.reason} ${shape}`
      const known = joined.get(key)
      if (known) {
        known.count += group.count
        known.samples = [...known.samples, ...group.samples].slice(0, samplesKept)
      } else joined.set(key, { ...group, shape })
    }
    const groups = [...joined.values()].toSorted((one, other) => other.count - one.count).slice(0, mostGroups)
    const values = this.values.map((counts) =>
      [...counts]
        .map(([value, count]) => ({ value, count }))
        .toSorted((one, other) => other.count - one.count)
        .slice(0, 3),
    )
    return { counts: { ...this.counts }, wins: [...this.wins], values, groups }
  }

  private keep(link: Example, reason: WrongReason) {
    const shape = shapeOf(link.url)
    const key = `${reason} ${shape}`
    const group = this.groups.get(key)
    if (!group) this.groups.set(key, { shape, reason, count: 1, samples: [link] })
    else {
      group.count += 1
      if (group.samples.length < samplesKept) group.samples.push(link)
    }
  }

  private countValue(by: number, value: string | undefined) {
    const counts = this.values[by]
    if (!counts || value === undefined) return
    if (counts.has(value) || counts.size < valuesKept) counts.set(value, (counts.get(value) ?? 0) + 1)
  }

  private anyCase: { bases: string[]; regex: RegExp }[] | undefined
  private fitsInAnyCase(url: string) {
    this.anyCase ??= this.compiled.flatMap(({ bases, regex }) =>
      regex ? [{ bases: bases.map((base) => base.toLowerCase()), regex: new RegExp(regex.source, 'i') }] : [],
    )
    const lower = url.toLowerCase()
    return this.anyCase.some(
      ({ bases, regex }) => bases.some((base) => lower.startsWith(base)) && regex.test(url),
    )
  }
}
