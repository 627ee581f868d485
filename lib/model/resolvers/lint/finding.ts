import type { Change } from '../change'
import type { Resolver } from '../resolver'

export const lintRules = {
  noCompile: 'Does not compile',
  unfinished: 'Not filled in',
  unknownPlaceholder: 'Placeholder without a group',
  unusedGroup: 'Group never used',
  numberedGroup: 'Numbered group',
  baseNotHttps: 'Base is not absolute https',
  baseQuery: 'Base with query or fragment',
  baseOpenEnd: 'Base without a closing slash',
  baseCapitals: 'Capitals in the host',
  neverMatches: 'Can never match under its base',
  shadowed: 'Never reached',
  trailingSlash: 'Trailing slash',
  letterCase: 'Letter case',
  greedy: 'Captures path segments',
  cutShort: 'Captures only the beginning',
  idCharacters: 'Item id with forbidden characters',
  idLength: 'Item id too long',
  fixedId: 'The same id for every link',
  backtracking: 'Catastrophic backtracking',
  tooMany: 'Too many resolvers',
} as const
export type LintRule = keyof typeof lintRules

type LintField = 'baseUrls' | 'urlPattern' | 'itemId'

/** What is wrong with a resolver, or may go wrong. An error holds back the save. */
export interface Finding {
  rule: LintRule
  severity: 'error' | 'warning'
  /** The resolver's place, from 0. */
  resolver: number
  field: LintField
  message: string
  /** The part of the pattern that is meant. */
  range?: { start: number; end: number }
  fix?: Fix
  /** For catastrophic backtracking: a link that makes it happen, and how bad it gets. */
  attack?: { link: string; complexity: string }
}

type Fix = Change | { label: string; remove: true }

/** What a rule finds in one resolver; its place is filled in by who runs the rules. */
export type Found = Omit<Finding, 'resolver'>
export type ResolverRule = (resolver: Resolver) => Found[]
