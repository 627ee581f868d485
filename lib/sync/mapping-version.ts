import { hash } from 'node:crypto'
import { canonical } from '../model/items/canonical'
import type { Mapping } from '../model/mapping/mapping'
import { conversionVersion } from '../model/mapping/version'
import type { ConnectorSchema } from '../model/schema/schema'

export interface Mapped {
  mapping: Mapping
  schema: ConnectorSchema
  contentCategory: string | null | undefined
  tenantId: string
}

/** Rises when the ledger keeps more of an item: unchanged rows are then mapped once more, and not sent. */
const factsVersion = 2

/** The same as long as the same record becomes the same item. */
export const mappingVersion = ({ mapping, schema, contentCategory, tenantId }: Mapped): string =>
  shortHash(
    canonical({
      mapping,
      schema,
      contentCategory: contentCategory ?? null,
      tenantId,
      conversionVersion,
      factsVersion,
    }),
  )

export const shortHash = (text: string): string => hash('sha256', text, 'base64url').slice(0, 16)
