import { expect, test } from 'vitest'
import { compile, resolveUrl } from '@/lib/model/resolvers/evaluate'
import { resolverCases } from '../../support/resolver-cases'

test.each(resolverCases)('$name: $url', ({ resolvers, url, by, itemId, may }) => {
  const answer = resolveUrl(resolvers.map(compile), url)
  expect({ by: answer.by, itemId: answer.match?.itemId ?? null, may: answer.may }).toEqual({
    by,
    itemId,
    may: may ?? [],
  })
})

test('the table has its sixty hard cases, and no two of one name', () => {
  expect(resolverCases.length).toBeGreaterThanOrEqual(60)
  expect(new Set(resolverCases.map(({ name }) => name)).size).toBe(resolverCases.length)
})
