import { itemNotFound } from '../kernel/errors'

const path = /^\/[^/]+\/external\/connections\/([^/]+)\/(items|groups)\/([^/]+)(\/|$)/i

/** What was written and is not found yet, as long as the script says (docs/graph-contract.md#item-delay). */
export class Hidden {
  readonly #until = new Map<string, number>()

  /** @param resource the path of an item or a group */
  hide(resource: string, until: number) {
    const key = keyOf(resource)
    if (key) this.#until.set(key, until)
  }

  /** Throws the refusal of Graph for what is not to be found yet. */
  check(method: string, resource: string, now: number) {
    if (this.#until.size === 0) return
    const key = keyOf(resource)
    const until = key === undefined ? undefined : this.#until.get(key)
    if (key === undefined || until === undefined) return
    if (until <= now) {
      this.#until.delete(key)
      return
    }
    const isItem = key.includes('/items/')
    if (isItem && method === 'PUT') return
    throw itemNotFound(isItem ? 'Item' : 'ExternalGroup').because(
      `Scripted: it is found in ${until - now} ms.`,
    )
  }

  clear() {
    this.#until.clear()
  }
}

/** `{connection}/items/{id}`, or undefined for the path of anything else. */
function keyOf(resource: string) {
  const [, connection, kind, id] = path.exec(resource) ?? []
  return kind && `${connection}/${kind.toLowerCase()}/${id}`
}
