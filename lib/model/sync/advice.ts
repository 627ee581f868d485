import type { SourceHolds } from './source'

/** What an admin does about rows that failed for one reason. */
export interface Advice {
  text: string
  /** Where it is done: the mapping on the sync page, the schema, the settings, or the source of groups. */
  page?: 'sync' | 'schema' | 'settings' | 'group-source'
  /** Whether the same rows may succeed without any change. */
  passes: boolean
}

const fixRow = 'Correct it in the source, then run the sync again.'
const later: Advice = { text: 'Nothing to change. Retry when Graph has recovered.', passes: true }
const refused: Advice = {
  text: 'Read what Graph says, then change the mapping or the source.',
  page: 'sync',
  passes: false,
}

const advice: Record<string, Advice> = {
  'duplicate-id': {
    text: 'Give each row an id of its own, or choose another column as item id.',
    page: 'sync',
    passes: false,
  },
  'unreadable-row': { text: fixRow, passes: false },
  'damaged-text': {
    text: 'Choose another encoding of the file, or export it again as UTF-8.',
    page: 'sync',
    passes: false,
  },
  'uneven-row': { text: fixRow, passes: false },
  'invalid-value': {
    text: 'Correct the value in the source, or map the column to another property.',
    page: 'sync',
    passes: false,
  },
  'unmatched-user': {
    text: 'Correct the account in the source, or create the user in Entra.',
    passes: false,
  },
  'unknown-reader': {
    text: 'Correct the names in the source, or let the mapping send rows without such users.',
    page: 'sync',
    passes: false,
  },
  'expression-failed': {
    text: 'Change the expression so that it also works for such a row.',
    page: 'sync',
    passes: false,
  },
  invalid: refused,
  BadRequest: refused,
  forbidden: {
    text: 'Check the permissions of the ingestion app in Entra, then retry.',
    page: 'settings',
    passes: false,
  },
  'not-found': {
    text: 'Check that the connection and its schema are there, then retry.',
    page: 'schema',
    passes: false,
  },
  ItemNotFound: {
    text: 'Check that the connection and its schema are there, then retry.',
    page: 'schema',
    passes: false,
  },
  conflict: { text: 'Wait until the schema is registered, then retry.', page: 'schema', passes: true },
  throttled: later,
  TooManyRequests: later,
  unavailable: later,
  ServiceUnavailable: later,
  RequestEntityTooLarge: {
    text: 'Shorten the content: Graph takes at most 30 MB for an item.',
    page: 'sync',
    passes: false,
  },
  bug: {
    text: 'The log of the console has the cause under the id of the run. Retry after an update.',
    passes: false,
  },
}

const fixMember = 'Correct it in the source, then start a new run.'
const byItself: Advice = {
  text: 'Nothing to change. A member is added by itself when Graph has recovered.',
  passes: true,
}
const refusedMember: Advice = {
  text: 'Read what Graph says, correct it in the source, then start a new run.',
  page: 'group-source',
  passes: false,
}

/** The same of rows that name members of groups: they have no mapping, and a new run tries again what failed. */
const ofMembers: Record<string, Advice> = {
  'unreadable-row': { text: fixMember, passes: false },
  'damaged-text': {
    text: 'Choose another encoding of the file, or export it again as UTF-8.',
    page: 'group-source',
    passes: false,
  },
  'uneven-row': { text: fixMember, passes: false },
  'invalid-value': { text: fixMember, passes: false },
  'invalid-group': { text: fixMember, passes: false },
  'invalid-member': { text: fixMember, passes: false },
  'unknown-member': {
    text: 'Correct the member in the source, or create the user or group in Entra. Then start a new run.',
    passes: false,
  },
  'group-unknown': {
    text: 'Nothing to change. A member is added as soon as Graph knows the group.',
    passes: true,
  },
  forbidden: {
    text: 'Check the permissions of the ingestion app in Entra, then start a new run.',
    page: 'settings',
    passes: false,
  },
  conflict: { text: 'Wait until the group is gone, then start a new run.', passes: true },
  throttled: byItself,
  TooManyRequests: byItself,
  unavailable: byItself,
  ServiceUnavailable: byItself,
  bug: {
    text: 'The log of the console has the cause under the id of the run. Start a new run after an update.',
    passes: false,
  },
}

export const adviceFor = (code: string, holds: SourceHolds = 'items'): Advice =>
  holds === 'groups' ? (ofMembers[code] ?? refusedMember) : (advice[code] ?? refused)
