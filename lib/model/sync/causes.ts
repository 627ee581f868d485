import type { SourceHolds } from './source'

const causes: Record<string, string> = {
  'duplicate-id': 'Id stands twice in the file',
  'unreadable-row': 'Row cannot be read',
  'damaged-text': 'Text does not belong to the encoding',
  'uneven-row': 'Row has more or fewer cells than the header',
  'invalid-value': 'A value is missing or does not fit',
  'unmatched-user': 'User not found in the tenant',
  'unknown-reader': 'Nobody in the tenant has the name of a reader',
  'expression-failed': 'Expression of the mapping failed',
  'invalid-group': 'Group is not named so that Graph takes it',
  'invalid-member': 'Member is not named so that Graph takes it',
  'unknown-member': 'Member not found in the tenant',
  'group-unknown': 'Graph does not know the group yet',
  invalid: 'Graph refused the item',
  BadRequest: 'Graph refused the item',
  forbidden: 'Graph denied access',
  'not-found': 'Graph did not find it',
  ItemNotFound: 'Graph did not find it',
  conflict: 'The state of the connection forbids it',
  throttled: 'Graph throttled for too long',
  TooManyRequests: 'Graph throttled for too long',
  unavailable: 'Graph could not be reached',
  ServiceUnavailable: 'Graph could not be reached',
  RequestEntityTooLarge: 'The item is too large',
  bug: 'The console failed on this row',
}

/** The same of rows that name members of groups, where it is another matter. */
const ofMembers: Record<string, string> = {
  invalid: 'Graph refused the member',
  BadRequest: 'Graph refused the member',
  conflict: 'The group or its connection takes no members now',
}

/** Why rows fail, in words for an admin. An unknown code of Graph is shown as it is. */
export const causeText = (code: string, holds: SourceHolds = 'items') =>
  (holds === 'groups' ? ofMembers[code] : undefined) ?? causes[code] ?? code
