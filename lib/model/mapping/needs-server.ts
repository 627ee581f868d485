import { namesUsers } from './access-rules'
import { expressionsOf } from './expressions-of'
import type { MappingDraft } from './mapping'

/** Whether it takes more than the record to know its item: an expression to evaluate, or a user to look up. */
export const needsServer = (mapping: MappingDraft) =>
  namesUsers(mapping.access) || Object.keys(expressionsOf(mapping)).length > 0
