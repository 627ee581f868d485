import type { Coverage } from '@/lib/model/resolvers/coverage'
import type { Finding } from '@/lib/model/resolvers/lint/finding'
import type { Resolver } from '@/lib/model/resolvers/resolver'
import type { Entry } from '@/lib/model/resolvers/resolver-set'
import type { CompareFix } from './lint-note'

/** One entry of the list with everything that is known of it. */
export interface RowData {
  entry: Entry
  place: number
  /** Where it was in the list that was read; null for a new one. */
  was: number | null
  changed: boolean
  open: boolean
  last: boolean
  findings: readonly Finding[]
  wins: number | null
  values: Coverage['values'][number]
  /** It did not come to an end on a link. */
  stopped: boolean
}

export interface RowActions {
  onOpen: (key: string | null) => void
  onChange: (key: string, change: Partial<Resolver>) => void
  onFix: (finding: Finding) => void
  onCompare: CompareFix
  onStep: (key: string, by: -1 | 1) => void
  onRemove: (key: string) => void
}
