import { expect, test } from 'vitest'
import { openSet } from '@/lib/model/resolvers/resolver-list'
import type { ResolverSet } from '@/lib/model/resolvers/resolver-set'
import { dropResolverDraft, findResolverDraft, storeResolverDraft } from '@/lib/services/resolvers/drafts'
import { dropTestCase, listTestCases, storeTestCases } from '@/lib/services/resolvers/test-cases'
import { eachDatabase } from '../../support/database'

const set = (itemId: string): ResolverSet => ({
  ...openSet([]),
  entries: [{ key: 'a', from: null, resolver: { baseUrls: ['https://a.com/'], urlPattern: '/x', itemId } }],
})
const connectionId = 'helpdesk'
const url = 'https://help.contoso.com/tickets/1'

eachDatabase('resolvers', (open) => {
  test('a draft is kept, unless somebody saved another one meanwhile', async () => {
    const { db } = await open()
    const first = await storeResolverDraft(db, { connectionId, set: set('a'), savedBy: 'alex', over: null })
    await storeResolverDraft(db, { connectionId, set: set('b'), savedBy: 'megan', over: first })

    const late = storeResolverDraft(db, { connectionId, set: set('c'), savedBy: 'alex', over: first })

    await expect(late).rejects.toThrow('megan saved another draft of these resolvers meanwhile.')
    expect(await findResolverDraft(db, connectionId)).toMatchObject({ set: set('b'), savedBy: 'megan' })
    const mine = { connectionId, set: set('c'), savedBy: 'alex', over: 'any' as const }
    const last = await storeResolverDraft(db, mine)
    expect(await dropResolverDraft(db, connectionId, first)).toBe('alex')
    expect(await dropResolverDraft(db, connectionId, null)).toBe('alex')
    expect(await findResolverDraft(db, connectionId)).toMatchObject({ set: set('c') })
    expect(await dropResolverDraft(db, connectionId, last)).toBeNull()
    expect(await findResolverDraft(db, connectionId)).toBeNull()
  })

  test('a link has one test case, however often it is saved', async () => {
    const { db } = await open()
    const none = { url: `${url}/about`, expected: null }
    await storeTestCases(db, connectionId, [{ url, expected: 'T1' }, none], 'alex')
    await storeTestCases(db, connectionId, [{ url, expected: 'T2' }], 'megan')

    expect(await listTestCases(db, connectionId)).toEqual([{ url, expected: 'T2' }, none])
    await dropTestCase(db, connectionId, url)
    expect(await listTestCases(db, connectionId)).toEqual([none])
  })

  test('more test cases than allowed are refused, and none of them is kept', async () => {
    const { db } = await open()
    const many = Array.from({ length: 201 }, (_, at) => ({ url: `${url}/${at}`, expected: null }))

    await expect(storeTestCases(db, connectionId, many, 'alex')).rejects.toThrow('200 test cases')
    expect(await listTestCases(db, connectionId)).toEqual([])
  })
})
