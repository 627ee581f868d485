import { numberText } from '../number-text'
import { itemIdResolverType } from './graph-resolvers'
import { longest, maxResolvers, mostTestCases } from './limits'
import type { Resolver } from './resolver'
import type { TestCase } from './test-case'

/** A file of resolvers as it is taken: only what is known, copied field by field. */
export interface ReadImport {
  /** In the order of their priorities. */
  resolvers: Resolver[]
  tests: TestCase[]
  /** Entries of kinds that the console does not edit. */
  leftOut: number
}

/** An export with the longest of everything stays below. */
export const mostImportCharacters = 4_000_000

type Members = Record<string, unknown>

/**
 * Reads the JSON of an export, of a connection, or a bare list of resolvers. The file is hostile until shown otherwise:
 * whatever is in it, this answers with what can be used or with what has to be fixed, and takes over no other member.
 */
export function readImport(text: string): ReadImport | { problem: string } {
  if (text.length > mostImportCharacters)
    return { problem: 'This is longer than any export: 4 million characters.' }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { problem: 'This is not JSON.' }
  }
  const list = listOf(value)
  if (!list) return { problem: 'There is no list "urlToItemResolvers" in it. Export one to see its form.' }
  try {
    const ours = list.filter(isOurs)
    if (ours.length > maxResolvers)
      return { problem: `It has ${ours.length} resolvers; a connection takes ${maxResolvers}.` }
    const entries = ours.map((entry) => ({
      resolver: resolverFrom(entry, list.indexOf(entry) + 1),
      priority: isMembers(entry) && typeof entry.priority === 'number' ? entry.priority : Infinity,
    }))
    return {
      resolvers: entries
        .toSorted((one, other) =>
          one.priority < other.priority ? -1 : one.priority > other.priority ? 1 : 0,
        )
        .map(({ resolver }) => resolver),
      tests: testsOf(value),
      leftOut: list.length - ours.length,
    }
  } catch (error) {
    if (error instanceof Refused) return { problem: error.message }
    throw error
  }
}

class Refused extends Error {}

/** The list, wherever exports and Graph have it. */
function listOf(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value
  if (!isMembers(value)) return null
  const { activitySettings, urlToItemResolvers } = value
  const list = isMembers(activitySettings) ? activitySettings.urlToItemResolvers : urlToItemResolvers
  return Array.isArray(list) ? list : null
}

/** What names no type is taken for ours, so that it is checked and not silently left out. */
function isOurs(entry: unknown) {
  const type = isMembers(entry) ? entry['@odata.type'] : undefined
  return typeof type !== 'string' || type.replace(/^#/, '') === itemIdResolverType.slice(1)
}

function resolverFrom(entry: unknown, number: number): Resolver {
  const refuse = (what: string): never => {
    throw new Refused(`Resolver ${number}: ${what}`)
  }
  const text = (value: unknown, name: string, most: number) => {
    if (typeof value !== 'string') return refuse(`"${name}" has to be a text.`)
    if (value.length > most) return refuse(`"${name}" has more than ${numberText(most)} characters.`)
    return value
  }
  if (!isMembers(entry)) return refuse('this is no object.')
  const { itemId, urlMatchInfo } = entry
  if (!isMembers(urlMatchInfo)) return refuse('"urlMatchInfo" with "baseUrls" and "urlPattern" is missing.')
  const { baseUrls, urlPattern } = urlMatchInfo
  if (!Array.isArray(baseUrls)) return refuse('"baseUrls" has to be a list.')
  if (baseUrls.length > longest.bases) return refuse(`it has more than ${longest.bases} base URLs.`)
  return {
    baseUrls: baseUrls.map((base) => text(base, 'baseUrls', longest.base)),
    urlPattern: text(urlPattern, 'urlPattern', longest.pattern),
    itemId: text(itemId, 'itemId', longest.itemId),
  }
}

function testsOf(value: unknown): TestCase[] {
  const found = isMembers(value) ? value.testCases : undefined
  if (found === undefined) return []
  if (!Array.isArray(found)) throw new Refused('"testCases" has to be a list.')
  if (found.length > mostTestCases)
    throw new Refused(`It has ${found.length} test cases; a connection takes ${mostTestCases}.`)
  const links = new Set<string>()
  return found.map((one: unknown, at) => {
    const { url, expected } = isMembers(one) ? one : ({} as Members)
    if (typeof url !== 'string' || url === '' || url.length > longest.url)
      throw new Refused(`Test case ${at + 1}: "url" has to be a link of up to ${longest.url} characters.`)
    if (expected !== null && (typeof expected !== 'string' || expected.length > 256))
      throw new Refused(`Test case ${at + 1}: "expected" has to be an item id, or null for none.`)
    if (links.has(url)) throw new Refused(`Test case ${at + 1}: its link has a test case above already.`)
    links.add(url)
    return { url, expected }
  })
}

/** An object whose members are its own: one that comes from JSON, whatever its members are called. */
const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
