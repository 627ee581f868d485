/** What a rule watches. */
export const kindNames = ['failed', 'held', 'error-rate', 'no-success', 'quota', 'secret'] as const
export type AlertKind = (typeof kindNames)[number]

interface KindWords {
  label: string
  /** What a rule of it is called unless it is given another name. */
  name: string
  /** What the number of the rule means; none: it needs no number. */
  threshold?: { label: string; unit: string; usual: number; least: number; most: number }
  /** Whether it is about connections, so that it can be limited to one. */
  ofConnection: boolean
}

export const alertKinds: Record<AlertKind, KindWords> = {
  failed: { label: 'A sync failed or was stopped by a limit', name: 'Syncs that fail', ofConnection: true },
  held: {
    label: 'A plan or deletions wait for an approval',
    name: 'Waiting for approval',
    ofConnection: true,
  },
  'error-rate': {
    label: 'Too many rows failed',
    name: 'Failed rows',
    threshold: { label: 'More than', unit: '% of the rows of a run', usual: 5, least: 0, most: 100 },
    ofConnection: true,
  },
  'no-success': {
    label: 'No successful sync for too long',
    name: 'No successful sync',
    threshold: { label: 'Longer than', unit: 'hours', usual: 26, least: 1, most: 8760 },
    ofConnection: true,
  },
  quota: { label: 'The item quota is used up', name: 'Item quota', ofConnection: true },
  secret: {
    label: 'A secret or certificate is about to expire',
    name: 'Expiring secrets',
    threshold: { label: 'Within', unit: 'days', usual: 30, least: 1, most: 365 },
    ofConnection: false,
  },
}
