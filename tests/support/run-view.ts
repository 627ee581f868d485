import type { SyncView } from '@/lib/model/sync/sync'

/** A full run of 4,000 rows, a quarter of them done, with what is different about it. */
export const runView = (changes: Partial<SyncView>): SyncView => ({
  id: '1',
  connectionId: 'helpdesk',
  status: 'running',
  sourceKind: 'file',
  sourceName: 'tickets.csv',
  type: 'full',
  phase: 'push',
  staged: 4000,
  totalRows: 4000,
  counts: { read: 1005, sent: 900, unchanged: 95, failed: 5 },
  changes: { created: 0, updated: 900, deleted: 0, held: 0 },
  heldHash: null,
  rate: 12,
  pace: 10,
  pacing: null,
  waitsForWorker: false,
  notHeld: null,
  unregistered: false,
  problem: null,
  startedBy: 'alexw@contoso.com',
  createdAt: '2026-11-21T10:00:00.000Z',
  startedAt: '2026-11-21T10:00:00.000Z',
  finishedAt: null,
  ...changes,
})
