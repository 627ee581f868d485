import { connectionNotFound, itemNotFound } from '../kernel/errors'
import type { Answer } from '../kernel/http'
import { isObject, type Json } from '../rules/members'
import type { Settings } from '../settings'

type Kind = 'connection' | 'item' | 'group' | 'profileSource' | 'profileSetting'

const segment = String.raw`(?:\/([^/(]+)|\((?:\w+=)?'?([^/')]+)'?\))`
const connections = String.raw`^\/[^/]+\/external\/connections`
const people = String.raw`^\/[^/]+\/admin\/people\/`
const path = (text: string) => new RegExp(`${text}(\\/.*)?$`, 'i')

// The objects that a path names, the innermost first: a connection that is not found hides its contents.
const kinds: { kind: Kind; one: RegExp }[] = [
  { kind: 'connection', one: path(connections + segment) },
  { kind: 'item', one: path(`${connections + segment}\\/items${segment}`) },
  { kind: 'group', one: path(`${connections + segment}\\/groups${segment}`) },
  { kind: 'profileSource', one: path(`${people}profileSources${segment}`) },
  { kind: 'profileSetting', one: path(`${people}profilePropertySettings${segment}`) },
]

/** The keys in a path, the outermost first. */
function keysOf(resource: string) {
  return kinds.flatMap(({ kind, one }) => {
    const found = one.exec(decoded(resource))?.slice(1, -1).filter(Boolean)
    return found ? [{ kind, key: [kind, ...found].join('/') }] : []
  })
}

function decoded(text: string) {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export const visibleMs: Record<Kind, keyof Settings & `${string}VisibleMs`> = {
  connection: 'connectionVisibleMs',
  item: 'itemVisibleMs',
  group: 'groupVisibleMs',
  profileSource: 'profileSourceVisibleMs',
  profileSetting: 'profileSettingVisibleMs',
}

/** The kind of object that a request of this method and path creates, if any. */
export function kindMade(method: string, resource: string): Kind | undefined {
  if (method === 'PUT') return keysOf(resource).at(-1)?.kind === 'item' ? 'item' : undefined
  if (method !== 'POST') return undefined
  // A placeholder for the id: a POST to a collection creates a member of it.
  const inside = keysOf(`${resource.replace(/\/$/, '')}/-`).at(-1)
  return inside?.key.endsWith('/-') && inside.kind !== 'item' ? inside.kind : undefined
}

const missing: Record<Kind, () => Error & { because(reason: string): Error }> = {
  connection: connectionNotFound,
  item: () => itemNotFound('Item'),
  group: () => itemNotFound('ExternalGroup'),
  profileSource: () => itemNotFound('ProfileSource'),
  profileSetting: () => itemNotFound('ProfilePropertySetting'),
}

/** Objects that were written and are not found yet, for as long as a fault or a setting says. */
export class Hidden {
  readonly #until = new Map<string, number>()

  /** @param resource the path of the created object */
  hide(resource: string, until: number) {
    const last = keysOf(resource).at(-1)
    if (last) this.#until.set(last.key, until)
  }

  /** Throws Graph's refusal for an object that is not found yet. */
  check(method: string, resource: string, now: number) {
    if (this.#until.size === 0) return
    for (const { kind, key } of keysOf(resource)) {
      // An item can be put again at once.
      if (!this.#isHidden(key, now) || (kind === 'item' && method === 'PUT')) continue
      throw missing[kind]().because(`It is found in ${(this.#until.get(key) ?? now) - now} ms.`)
    }
  }

  /** The list without objects that are not found yet. */
  shown(resource: string, answer: Answer, now: number): Answer {
    if (this.#until.size === 0 || !isObject(answer.body) || !Array.isArray(answer.body.value)) return answer
    const collection = resource.replace(/\/$/, '')
    const isShown = (row: Json) =>
      [row.id, row.sourceId].every((id) => {
        const last = keysOf(`${collection}/${String(id)}`).at(-1)
        return !last || !this.#isHidden(last.key, now)
      })
    return {
      ...answer,
      body: { ...answer.body, value: answer.body.value.filter((row) => !isObject(row) || isShown(row)) },
    }
  }

  clear() {
    this.#until.clear()
  }

  #isHidden(key: string, now: number) {
    const until = this.#until.get(key)
    if (until === undefined) return false
    if (until <= now) this.#until.delete(key)
    return until > now
  }
}
