import { z } from 'zod'
import { HttpConfig } from './http-source'
import { MysqlConfig } from './mysql-source'
import { PostgresConfig } from './postgres-source'
import { RemoteConfig } from './remote-source'

export const FileConfig = z.object({ uploadId: z.uuid() })
export type FileConfig = z.infer<typeof FileConfig>

/** Where rows come from, with what that kind of source needs to know. */
export const SourceSettings = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('file'), config: FileConfig }),
  z.object({ kind: z.literal('http'), config: HttpConfig }),
  z.object({ kind: z.literal('postgres'), config: PostgresConfig }),
  z.object({ kind: z.literal('mysql'), config: MysqlConfig }),
  z.object({ kind: z.literal('remote'), config: RemoteConfig }),
])
export type SourceSettings = z.infer<typeof SourceSettings>
/** What the rows of a source become: items, or members of external groups. A connection has a source of each at most. */
export const SourceHolds = z.enum(['items', 'groups'])
export type SourceHolds = z.infer<typeof SourceHolds>
export type SourceKindName = SourceSettings['kind']
/** The kinds that give the console records. A remote connector keeps its own. */
export type RecordKindName = Exclude<SourceKindName, 'remote'>
export type SourceConfig = SourceSettings['config']

/** The secret fields of all kinds; each kind has its own of them. */
export const SourceSecrets = z.object({
  credential: z.string().min(1).max(20_000).optional(),
  connectionString: z.string().min(1).max(4_000).optional(),
})
export type SourceSecrets = z.infer<typeof SourceSecrets>
