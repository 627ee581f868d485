import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { alertRules, commands, groupSources, sessions, signIns, sources, triggers } from '../db/schema'
import type { SourceKindName } from '../model/sync/source'
import { samplePurpose } from '../sources/kept-sample'
import { secretsPurpose } from '../sources/secrets'
import { itemPurpose } from '../sync/commands/item-purpose'
import { alertPurpose } from './alerts/deliver'
import { triggerPurpose } from './triggers/trigger-purpose'

/** A column that holds secrets, sealed, and what each is sealed for. */
export interface SealedColumn {
  table: PgTable
  column: PgColumn
  key: PgColumn
  /** What the purpose names beside the key. */
  more?: PgColumn
  purpose: (key: string, more: string) => string
}

/** Every sealed column of the database. */
export const sealedColumns: readonly SealedColumn[] = [
  { table: sessions, column: sessions.tokenCache, key: sessions.id, purpose: (id) => `session:${id}` },
  { table: signIns, column: signIns.verifier, key: signIns.id, purpose: (id) => `sign-in:${id}` },
  { table: triggers, column: triggers.secret, key: triggers.connectionId, purpose: triggerPurpose },
  { table: commands, column: commands.item, key: commands.id, purpose: itemPurpose },
  { table: alertRules, column: alertRules.secret, key: alertRules.id, purpose: alertPurpose },
  {
    table: sources,
    column: sources.secrets,
    key: sources.connectionId,
    more: sources.kind,
    purpose: (id, kind) => secretsPurpose(id, kind as SourceKindName),
  },
  {
    table: sources,
    column: sources.sample,
    key: sources.connectionId,
    purpose: (id) => samplePurpose(id),
  },
  {
    table: groupSources,
    column: groupSources.secrets,
    key: groupSources.connectionId,
    more: groupSources.kind,
    purpose: (id, kind) => secretsPurpose(id, kind as SourceKindName, 'groups'),
  },
  {
    table: groupSources,
    column: groupSources.sample,
    key: groupSources.connectionId,
    purpose: (id) => samplePurpose(id, 'groups'),
  },
]
