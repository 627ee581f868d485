import type { BarKind } from '@/lib/model/sync/run-bars'

/** One colour for each outcome of items, in every bar. */
export const barColors: Record<BarKind, string> = {
  created: 'bg-ok',
  updated: 'bg-accent',
  deleted: 'bg-muted',
  held: 'bg-warn',
  failed: 'bg-bad',
}
