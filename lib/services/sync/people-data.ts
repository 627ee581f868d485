import { can } from '../../access/can'
import { kindOf } from '../../db/connections'
import { causeText } from '../../model/sync/causes'
import type { Context } from '../context'
import { masked } from './masked-rows'

/**
 * How an answer shows what rows of a connection hold. `clear`: nothing in it is personal. `personal`: whoever asks may
 * read it, and a record says that they did. `masked`: people data, for somebody who may not.
 */
export type Shown = 'clear' | 'personal' | 'masked'

/** What kind of data a connection has is not known before Graph has told: until then it may be of people. */
export async function shownTo(
  { actor, db }: Pick<Context, 'actor' | 'db'>,
  connectionId: string,
): Promise<Shown> {
  if ((await kindOf(db, connectionId)) === 'content') return 'clear'
  return can(actor, 'items.readContents', { connectionId }) ? 'personal' : 'masked'
}

/** What is wrong with a row, without the sentence, which may quote a value. */
export const unquoted = (code: string) => `${causeText(code)}. The details quote people data.`

/** A text of a row with each letter and digit hidden. */
export const maskedText = <T extends string | null>(text: T): T =>
  text === null ? text : (masked(text) as T)
