import { type Actor, whyNot } from '@/lib/access/can'
import type { ExternalConnection } from '@/lib/model/connection/connection'

/** Why somebody may not change groups; a connection that is going lets nobody (docs/graph-contract.md#state-groups). */
export const whyNotGroups = (actor: Actor, { id, state }: ExternalConnection): string | null =>
  whyNot(actor, 'groups.edit', { connectionId: id }) ??
  (state === 'obsolete' ? 'The connection is being deleted.' : null)
