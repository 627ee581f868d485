import type { SourceKindName } from '@/lib/model/sync/source'

/** What an admin can choose as a source, in this order. */
export const sourceKinds: readonly { value: SourceKindName; label: string }[] = [
  { value: 'file', label: 'A file' },
  { value: 'http', label: 'A JSON API' },
  { value: 'postgres', label: 'A PostgreSQL query' },
  { value: 'mysql', label: 'A MySQL query' },
  { value: 'remote', label: 'A connector elsewhere' },
]
