'use client'

import { Button } from '@/components/ui/button'
import { toList } from '@/lib/model/resolvers/resolver-list'
import type { ResolverSet } from '@/lib/model/resolvers/resolver-set'
import type { TestCase } from '@/lib/model/resolvers/test-case'

/** Saves the resolvers as they would be sent, and their test cases, as a JSON file. */
export function ExportButton({ set, tests }: { set: ResolverSet; tests: readonly TestCase[] }) {
  function download() {
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
  return (
    <Button look="quiet" onClick={download}>
      Export
    </Button>
  )
}
