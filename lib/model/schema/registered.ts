import type { ExternalConnection } from '../connection/connection'
import type { ConnectorSchema } from './schema'

/**
 * What is in force. Of a draft Graph answers the schema that is still on its way
 * (docs/graph-contract.md#draft-schema): that is none.
 */
export const registeredSchema = ({ state }: ExternalConnection, answered: ConnectorSchema | null) =>
  state === 'draft' ? null : answered
