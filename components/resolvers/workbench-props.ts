import type { RawResolver } from '@/lib/model/resolvers/graph-resolvers'
import type { ResolverSet } from '@/lib/model/resolvers/resolver-set'
import type { TestCase } from '@/lib/model/resolvers/test-case'

/** What the resolver workbench is given. */
export interface WorkbenchProps {
  connectionId: string
  /** The list as Graph has it, and when it was read. */
  list: RawResolver[]
  readAt: string
  draft: { set: ResolverSet; savedAt: string; savedBy: string } | null
  /** The account that looks at it. */
  username: string
  tests: TestCase[]
  /** Items that were sent, and of how many the link is known. */
  items: number
  links: number
  readOnly: string | null
}
