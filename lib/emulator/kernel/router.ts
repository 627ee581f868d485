import { type Access, accessOf } from '../directory/permissions'
import { methodNotAllowed, segmentNotFound } from './errors'
import type { Handler, Routes, Version } from './http'

type Endpoint = { route: string; handler: Handler; access: Access; names: string[] }
type Node = { fixed: Map<string, Node>; any?: Node; methods: Map<string, Endpoint> }
type Found = { node: Node; values: string[] }

export type Match = { route: string; handler: Handler; access: Access; params: Map<string, string> }

const emptyNode = (): Node => ({ fixed: new Map(), methods: new Map() })

/** Fixed segments match in any case; values keep theirs. */
export class Router {
  readonly #root = emptyNode()

  constructor(...tables: Routes[]) {
    for (const routes of tables) {
      for (const [route, handler] of Object.entries(routes)) this.#add(route, handler)
    }
  }

  #add(route: string, handler: Handler) {
    const [method = '', path = ''] = route.split(' ')
    const names: string[] = []
    let node = this.#root
    for (const segment of path.split('/').slice(1)) {
      if (segment.startsWith(':')) {
        names.push(segment.slice(1))
        node.any ??= emptyNode()
        node = node.any
      } else {
        const next = node.fixed.get(segment.toLowerCase()) ?? emptyNode()
        node.fixed.set(segment.toLowerCase(), next)
        node = next
      }
    }
    if (node.methods.has(method)) throw new Error(`Two handlers for ${route}`)
    node.methods.set(method, { route, handler, access: accessOf(route), names })
  }

  /** @param path below the version, still encoded, with a leading slash */
  find(method: string, path: string, version: Version): Match {
    const segments = path.split('/').slice(1).map(decoded)
    if (segments.at(-1) === '') segments.pop()
    const progress = { deepest: 0 }
    const found = walk(this.#root, segments, 0, [], progress)
    if (!found) throw segmentNotFound(segments[progress.deepest] ?? segments.at(-1) ?? '')
    const endpoint = found.node.methods.get(method)
    const here = [...found.node.methods.values()].filter((one) => one.access.allowsVersion(version))
    if (here.length === 0) throw segmentNotFound(segments.at(-1) ?? '')
    if (!endpoint?.access.allowsVersion(version)) throw methodNotAllowed()
    const params = new Map(endpoint.names.map((name, index) => [name, found.values[index] ?? '']))
    const { route, handler, access } = endpoint
    return { route, handler, access, params }
  }
}

function walk(
  node: Node,
  segments: string[],
  at: number,
  values: string[],
  progress: { deepest: number },
): Found | undefined {
  progress.deepest = Math.max(progress.deepest, at)
  const segment = segments[at]
  if (segment === undefined) return node.methods.size > 0 ? { node, values } : undefined
  const fixed = node.fixed.get(segment.toLowerCase())
  const further = fixed && walk(fixed, segments, at + 1, values, progress)
  if (further) return further
  const keyed = /^([\w.$]+)\((?:\w+=)?(?:'(.*)'|([^']*))\)$/s.exec(segment)
  const collection = keyed?.[1] && node.fixed.get(keyed[1].toLowerCase())?.any
  if (keyed && collection) {
    const value = keyed[2]?.replaceAll("''", "'") ?? keyed[3] ?? ''
    const inside = walk(collection, segments, at + 1, [...values, value], progress)
    if (inside) return inside
  }
  return node.any && walk(node.any, segments, at + 1, [...values, segment], progress)
}

function decoded(segment: string) {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw segmentNotFound(segment)
  }
}
