import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { operations } from '@/lib/db/schema'
import { findDeleted } from '@/lib/services/connections/find-deleted'
import { ask } from '@/lib/services/execute'
import { eachDatabase } from '../../support/database'
import { emulatedGraph } from '../../support/graph'
import { alex, contextFor } from '../../support/services'

eachDatabase('that a connection was deleted', (open) => {
  test('is said to who deleted it, of what Graph has finished just now', async () => {
    const opened = await open()
    const context = contextFor(opened, await emulatedGraph())
    const record = async (changes: Partial<typeof operations.$inferInsert>) => {
      const id = randomUUID()
      const row = { id, connectionId: 'old', kind: 'delete', status: 'completed' } as const
      const who = { startedBy: alex.username, finishedAt: new Date() }
      await opened.db.insert(operations).values({ ...row, ...who, ...changes })
      return id
    }
    const found = async (operationId: string) => ask(findDeleted, context, { operationId })

    expect(await found(await record({}))).toBe('old')
    expect(await found(await record({ startedBy: 'megan@contoso.com' }))).toBeNull()
    expect(await found(await record({ status: 'failed' }))).toBeNull()
    expect(await found(await record({ finishedAt: new Date(Date.now() - 3_600_000) }))).toBeNull()
    expect(await found(randomUUID())).toBeNull()
    expect(await found('any text')).toBeNull()
  })
})
