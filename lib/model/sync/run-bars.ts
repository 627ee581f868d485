import type { SyncView } from './sync'

export const barKinds = ['created', 'updated', 'deleted', 'held', 'failed'] as const
export type BarKind = (typeof barKinds)[number]

export interface BarPart {
  kind: BarKind
  /** Of the width that the run with most changes has, and where it begins. */
  percent: number
  from: number
}

/** What is not nothing can be seen. */
const least = 0.8

/** What each run changed, on one scale, so that a large run stands out. */
export function barsOf(runs: readonly Pick<SyncView, 'changes' | 'counts'>[]): BarPart[][] {
  const all = runs.map(({ changes, counts }) => ({ ...changes, failed: counts.failed }))
  const totals = all.map((one) => barKinds.reduce((sum, kind) => sum + one[kind], 0))
  const most = Math.max(...totals, 1)
  return all.map((one) => {
    let from = 0
    return barKinds
      .filter((kind) => one[kind] > 0)
      .map((kind) => {
        const part = { kind, from, percent: Math.max((one[kind] / most) * 100, least) }
        from += part.percent
        return part
      })
  })
}
