import type { Acl } from '../items/item'
import { type AclRule, aclRuleWords, lintAcl } from './lint-acl'

/** What is suspicious in access lists: in one by itself, or because of a group that the console does not know. */
export type FindingRule = AclRule | 'unknownGroup'

/** What each finding means, and what to do about it. */
export const findingWords: Record<FindingRule, string> = {
  ...aclRuleWords,
  unknownGroup:
    'An external group is named that the console does not know. Create it, or nobody reads by it.',
}

export interface AclFinding {
  rule: FindingRule
  items: number
  /** Some of them. */
  itemIds: string[]
}

const mostSamples = 5

/** Collects what is suspicious in many access lists, for a plan and while one maps. */
export class AclFindings {
  private readonly found = new Map<FindingRule, { items: number; itemIds: string[] }>()

  constructor(private readonly knownGroups: ReadonlySet<string>) {}

  add(itemId: string, acl: readonly Acl[]): void {
    for (const rule of lintAcl(acl)) this.note(rule, itemId)
    if (acl.some(({ type, value }) => type === 'externalGroup' && !this.knownGroups.has(value)))
      this.note('unknownGroup', itemId)
  }

  /** The most frequent first. */
  get all(): AclFinding[] {
    return [...this.found]
      .map(([rule, told]) => ({ rule, ...told }))
      .sort((one, other) => other.items - one.items)
  }

  private note(rule: FindingRule, itemId: string) {
    const noted = this.found.get(rule) ?? { items: 0, itemIds: [] }
    noted.items += 1
    if (noted.itemIds.length < mostSamples) noted.itemIds.push(itemId)
    this.found.set(rule, noted)
  }
}
