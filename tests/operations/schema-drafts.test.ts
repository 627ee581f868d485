import { expect, test } from 'vitest'
import type { WatchedOperation } from '@/lib/model/operation'
import type { ConnectorSchema } from '@/lib/model/schema/schema'
import { discardDraft, findDraft, isSpent, saveDraft } from '@/lib/operations/schema-drafts'
import { eachDatabase } from '../support/database'

const schema = (...names: string[]): ConnectorSchema => ({
  baseType: 'microsoft.graph.externalItem',
  properties: names.map((name) => ({ name, type: 'string' })),
})
const connectionId = 'helpdesk'
const luis = { connectionId, savedBy: 'luisg@contoso.com' }
const megan = { connectionId, savedBy: 'meganb@contoso.com' }

eachDatabase('schema drafts', (open) => {
  test('a draft is kept, saved again and discarded', async () => {
    const { db } = await open()
    expect(await findDraft(db, connectionId)).toBeNull()

    const first = await saveDraft(db, { ...luis, schema: schema('title'), over: null })
    const second = await saveDraft(db, { ...luis, schema: schema('title', 'url'), over: first })
    expect(await findDraft(db, connectionId)).toEqual({
      schema: schema('title', 'url'),
      savedBy: luis.savedBy,
      savedAt: second,
    })

    await discardDraft(db, connectionId)
    expect(await findDraft(db, connectionId)).toBeNull()
  })

  test('nobody overwrites what somebody else saved meanwhile', async () => {
    const { db } = await open()
    const seen = await saveDraft(db, { ...luis, schema: schema('title'), over: null })
    await saveDraft(db, { ...megan, schema: schema('subject'), over: seen })

    const late = saveDraft(db, { ...luis, schema: schema('title', 'url'), over: seen })

    await expect(late).rejects.toMatchObject({ code: 'conflict', field: 'draft' })
    expect(await findDraft(db, connectionId)).toMatchObject({ schema: schema('subject') })
  })

  test('who decides to keep theirs saves over it', async () => {
    const { db } = await open()
    await saveDraft(db, { ...megan, schema: schema('subject'), over: null })

    await saveDraft(db, { ...luis, schema: schema('title'), over: 'any' })

    expect(await findDraft(db, connectionId)).toMatchObject({
      schema: schema('title'),
      savedBy: luis.savedBy,
    })
  })

  test('the same schema saved again is the same version', async () => {
    const { db } = await open()
    const first = await saveDraft(db, { ...luis, schema: schema('title'), over: null })

    expect(await saveDraft(db, { ...megan, schema: schema('title'), over: 'any' })).toBe(first)
  })
})

test('a draft is spent once an operation that began after it has completed', () => {
  const draft = { schema: schema('title'), savedBy: luis.savedBy, savedAt: '2026-01-02T10:00:00.000Z' }
  const operation: WatchedOperation = {
    id: '1',
    connectionId,
    kind: 'schema',
    status: 'completed',
    steps: null,
    problem: null,
    startedBy: luis.savedBy,
    startedAt: '2026-01-02T10:00:01.000Z',
    finishedAt: '2026-01-02T10:09:00.000Z',
  }

  expect(isSpent(draft, [operation])).toBe(true)
  expect(isSpent(draft, [{ ...operation, status: 'inprogress' }])).toBe(false)
  expect(isSpent(draft, [{ ...operation, status: 'failed' }])).toBe(false)
  expect(isSpent(draft, [{ ...operation, startedAt: '2026-01-02T09:59:00.000Z' }])).toBe(false)
})
