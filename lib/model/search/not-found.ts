import type { Access } from '../access-check/access-of'
import type { Acl } from '../items/item'
import { readersText } from '../items/readers'
import type { ConnectorSchema } from '../schema/schema'
import { labelled } from './labelled'

/** What is known of an item that somebody does not find. */
export interface NotFoundFacts {
  connection: { name: string; state: string; people: boolean }
  /** Where its content shows, of beta; null when that could not be read. */
  experiences: readonly string[] | null
  /** Null: it was not sent from this console. */
  sent: { at: string; owed: boolean; failure: string | null } | null
  /** As Graph holds it; null: Graph has none. */
  held: { properties: Readonly<Record<string, unknown>>; content: string } | null
  /** Why Graph did not tell whether it has the item. */
  heldUnknown: string | null
  acl: readonly Acl[] | null
  /** Whether whoever asks may read it; null: that was not checked. */
  access: Access | null
  schema: ConnectorSchema | null
  /** The place at which a search for its title finds it; 0: it does not; null: that could not be tried. */
  foundAt: number | null
  /** Whether somebody has searched with words of their own, which did not find it. */
  searched: boolean
  now: string
}

/** `look`: only a person can tell. */
export type CheckState = 'ok' | 'bad' | 'wait' | 'look'

export interface Check {
  id:
    | 'sent'
    | 'held'
    | 'people'
    | 'state'
    | 'experience'
    | 'index'
    | 'readers'
    | 'words'
    | 'labels'
    | 'admin'
    | 'title'
  title: string
  state: CheckState
  text: string
}

/** The only number that is published, and that for people data (docs/graph-contract.md#item-delay). */
const indexMs = 6 * 3_600_000

/** Why a search may not find an item, in the order in which one looks. */
export function notFoundChecks(facts: NotFoundFacts): Check[] {
  return [
    sentCheck(facts),
    heldCheck(facts),
    connectionCheck(facts),
    experienceCheck(facts),
    indexCheck(facts),
    readersCheck(facts),
    wordsCheck(facts),
    labelsCheck(facts),
    titleCheck(facts),
    {
      id: 'admin',
      title: 'Shown under All in the admin center',
      state: 'look',
      text: 'The connection has to be ticked there, or its items never show under All. Graph cannot tell.',
    },
  ]
}

/** What to look at first; null when nothing that the console sees keeps the item from being found. */
export const mostLikely = (checks: readonly Check[]): Check | null =>
  checks.find(({ state }) => state === 'bad') ?? checks.find(({ state }) => state === 'wait') ?? null

function sentCheck({ sent }: NotFoundFacts): Check {
  const check = (state: CheckState, text: string): Check => ({ id: 'sent', title: 'Sent', state, text })
  if (!sent) return check('look', 'This console has not sent it; another program may have.')
  if (sent.failure !== null) return check('bad', `A run could not send it since: ${sent.failure}`)
  if (sent.owed) return check('wait', 'It has to be sent again: the schema or the registration has changed.')
  return check('ok', 'Graph accepted it, and nothing of it is owed.')
}

function heldCheck({ held, heldUnknown }: NotFoundFacts): Check {
  const check = (state: CheckState, text: string): Check => ({ id: 'held', title: 'In Graph', state, text })
  if (heldUnknown !== null) return check('look', heldUnknown)
  return held
    ? check('ok', 'Graph holds the item.')
    : check('bad', 'Graph does not have it. Check the id, then send it again.')
}

function connectionCheck({ connection: { name, state, people } }: NotFoundFacts): Check {
  const title = 'Connection'
  if (people)
    return {
      id: 'people',
      title,
      state: 'bad',
      text: `${name} is a people connection: its items show in profiles, and search does not find them.`,
    }
  return state === 'ready'
    ? { id: 'state', title, state: 'ok', text: `${name} is ready.` }
    : { id: 'state', title, state: 'bad', text: `${name} is ${state}, so Graph may not index its items.` }
}

function experienceCheck({ experiences }: NotFoundFacts): Check {
  const check = (state: CheckState, text: string): Check => ({
    id: 'experience',
    title: 'Enabled for search',
    state,
    text,
  })
  if (experiences === null) return check('look', 'Graph did not tell what the connection is enabled for.')
  if (experiences.length === 0) return check('look', 'Graph tells of no experience of the connection.')
  return experiences.includes('search')
    ? check('ok', 'The connection is enabled for search.')
    : check('bad', `The connection is enabled for ${experiences.join(', ')} only, and not for search.`)
}

function indexCheck({ sent, foundAt, now }: NotFoundFacts): Check {
  const check = (state: CheckState, text: string): Check => ({ id: 'index', title: 'Indexed', state, text })
  if (foundAt) return check('ok', 'A search finds it. What was sent last may still be on its way.')
  if (!sent) return check('look', 'When it was sent is not known here.')
  const waiting = Date.parse(now) - Date.parse(sent.at) < indexMs
  return waiting
    ? check('wait', 'Graph takes minutes to hours to index an item and publishes no number.')
    : check('ok', 'It was sent long enough ago to be indexed.')
}

function readersCheck({ acl, access }: NotFoundFacts): Check {
  const check = (state: CheckState, text: string): Check => ({ id: 'readers', title: 'Readers', state, text })
  if (!acl) return check('look', 'Who may read it is not known.')
  if (!acl.some(({ accessType }) => accessType === 'grant'))
    return check('bad', 'Its access list grants nobody, so nobody finds it.')
  const text = `${readersText(acl)}. Only they find it.`
  if (access?.verdict === 'yes') return check('ok', `${text} You are one of them.`)
  if (access?.verdict === 'no') {
    const why = access.entry ? `an entry of the type ${access.entry.type} denies it` : 'no entry grants it'
    return check('bad', `${text} You are not one of them: ${why}.`)
  }
  if (access) return check('look', `${text} ${access.unproved.join(' ')}`)
  const all = acl.every(({ type, accessType }) => type === 'everyone' && accessType === 'grant')
  return check(all ? 'ok' : 'look', text)
}

function wordsCheck({ schema, held }: NotFoundFacts): Check {
  const check = (state: CheckState, text: string): Check => ({
    id: 'words',
    title: 'Words to find it by',
    state,
    text,
  })
  if (!schema || !held) return check('look', 'Schema or item is not known.')
  const filled = schema.properties
    .filter(({ isSearchable, name }) => isSearchable && !isEmpty(held.properties[name]))
    .map(({ name }) => name)
  const places = [...filled, ...(held.content.trim() === '' ? [] : ['content'])]
  if (places.length > 0) return check('ok', `Words are found in ${places.join(', ')}.`)
  return check('bad', 'No searchable property has a value and there is no content, so no word finds it.')
}

function labelsCheck({ schema, held }: NotFoundFacts): Check {
  const check = (state: CheckState, text: string): Check => ({
    id: 'labels',
    title: 'Title and link',
    state,
    text,
  })
  if (!schema || !held) return check('look', 'Schema or item is not known.')
  const missing = (['title', 'url'] as const).filter(
    (label) => labelled(held.properties, schema, label) === null,
  )
  if (missing.length === 0) return check('ok', 'It has a value for the labels title and url.')
  return check(
    'bad',
    `It has no value for the label ${missing.join(' and ')}: search and Copilot may leave it out.`,
  )
}

function titleCheck({ foundAt, searched }: NotFoundFacts): Check {
  const check = (state: CheckState, text: string): Check => ({
    id: 'title',
    title: 'Searched by its title, as you',
    state,
    text,
  })
  if (foundAt === null) return check('look', 'Not tried: it has no title, or search is not allowed yet.')
  if (foundAt === 0) return check('wait', 'A search for its title does not find it now.')
  const otherwise = searched ? ' Your query above asks for something else.' : ''
  return check('ok', `You find it, at place ${foundAt}.${otherwise}`)
}

const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
