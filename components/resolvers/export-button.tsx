'use client'

import { Button } from '@/components/ui/button'
import type { ResolverSet } from '@/lib/model/resolvers/resolver-set'
import type { TestCase } from '@/lib/model/resolvers/test-case'

const load = () => import('./export-resolvers')

/** Saves the resolvers as they would be sent, and their test cases, as a JSON file. */
export function ExportButton({ set, tests }: { set: ResolverSet; tests: readonly TestCase[] }) {
  return (
    <Button
      look="quiet"
      onClick={() => void load().then(({ exportResolvers }) => exportResolvers(set, tests))}
    >
      Export
    </Button>
  )
}
