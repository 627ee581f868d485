import { contactEntities } from './contact-entities'
import type { Entity } from './entity'
import { identityEntities } from './identity-entities'
import { learningEntities } from './learning-entities'
import { workEntities } from './work-entities'

/**
 * The profile entities a people connection may carry, with the members that a connector may send: those of
 * itemFacet are the service's own (https://learn.microsoft.com/en-us/graph/api/resources/itemfacet).
 */
export const entities: Readonly<Record<string, Entity>> = {
  ...identityEntities,
  ...contactEntities,
  ...workEntities,
  ...learningEntities,
}
