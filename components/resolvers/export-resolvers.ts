import type { ResolverSet } from '@/lib/model/resolvers/resolver-set'
import type { TestCase } from '@/lib/model/resolvers/test-case'
import { toList } from '@/lib/model/resolvers/to-list'

/** Saves the resolvers as they would be sent, and their test cases, as a JSON file. */
export function exportResolvers(set: ResolverSet, tests: readonly TestCase[]) {
  const body = { urlToItemResolvers: toList(set), testCases: tests }
  const url = URL.createObjectURL(
    new Blob([`${JSON.stringify(body, null, 2)}\n`], { type: 'application/json' }),
  )
  const link = document.createElement('a')
  link.href = url
  link.download = 'resolvers.json'
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
