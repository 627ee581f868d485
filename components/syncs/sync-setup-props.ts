import type { ReactNode } from 'react'
import type { ConnectionFacts } from '@/lib/model/connection/list'
import type { ColumnDates } from '@/lib/model/mapping/date-order'
import type { Mapping, MappingDraft } from '@/lib/model/mapping/mapping'
import type { MappingProblem } from '@/lib/model/mapping/mapping-problem'
import type { ConnectorSchema } from '@/lib/model/schema/schema'
import type { AbortRules } from '@/lib/model/sync/abort-rules'
import type { SyncView } from '@/lib/model/sync/sync'
import type { UploadView } from '@/lib/model/sync/upload'
import type { FileRow } from './preview'
import type { SavedSource } from './remote-source-card'

/** What the page of a sync is given. */
export interface SyncSetupProps {
  connectionId: string
  contentCategory: string | null | undefined
  schema: ConnectorSchema
  tenantId: string
  saved: Mapping | null
  /** What the columns of the file suggest. */
  suggested: MappingDraft
  /** What is wrong with the mapping that the page begins with. */
  problems: MappingProblem[]
  /** Whether people data has its profile source; null for content, and when that is not known. */
  registered: boolean | null
  facts: Pick<ConnectionFacts, 'items' | 'debts'>
  /** Why this admin may not change the mapping. */
  readOnly: string | null
  /** Why this admin may not upload and sync. */
  noRun: string | null
  upload: UploadView | null
  /** The saved source, when it is no file. */
  source: SavedSource | null
  /** How large a file may be. */
  maxBytes: number
  rows: FileRow[]
  /** Whether the values of `rows` are hidden from this admin. */
  masked: boolean
  /** What the dates of a column tell about their order. */
  dates: Readonly<Record<string, ColumnDates>>
  syncs: SyncView[]
  /** How it stands; nothing before the first run. */
  state: ReactNode
  /** When runs start by themselves. */
  schedule: ReactNode
  /** When a run stops by itself. */
  limits: ReactNode
  /** From when on deletions wait for an approval. */
  guard: Pick<AbortRules, 'heldItems' | 'heldPercent'>
  /** Why the connection's state allows no sync. */
  refused: string | null
}
