import type { Mapping } from './mapping'

/** The mapping that is being edited, as the server can try it. */
export interface MappingToTry {
  connectionId: string
  uploadId?: string
  mapping: Mapping
}
