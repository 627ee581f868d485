import type { BarKind } from '@/lib/model/sync/run-bars'

/** One colour for each outcome of items, in every bar. */
export const barColors: Record<BarKind, { bar: string; key: string }> = {
  created: { bar: 'fill-ok', key: 'bg-ok' },
  updated: { bar: 'fill-accent', key: 'bg-accent' },
  deleted: { bar: 'fill-muted', key: 'bg-muted' },
  held: { bar: 'fill-warn', key: 'bg-warn' },
  failed: { bar: 'fill-bad', key: 'bg-bad' },
}
