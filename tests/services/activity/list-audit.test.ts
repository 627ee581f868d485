import { expect, test } from 'vitest'
import { audit } from '@/lib/db/schema'
import { listAudit } from '@/lib/services/activity/list-audit'
import { ask } from '@/lib/services/execute'
import { eachDatabase } from '../../support/database'
import { emulatedGraph } from '../../support/graph'
import { contextFor } from '../../support/services'

eachDatabase('the audit log', (open) => {
  test('comes newest first, in pages, without what was entered', async () => {
    const opened = await open()
    const row = { oid: 'o', username: 'alexw@contoso.com', outcome: 'done', input: { name: 'x' } }
    await opened.db.insert(audit).values([1, 2, 3].map((number) => ({ ...row, action: `a${number}` })))
    const context = contextFor(opened, await emulatedGraph())

    const [entry, ...more] = await ask(listAudit, context, { limit: 2, offset: 1 })

    expect(entry).toMatchObject({ action: 'a2', username: 'alexw@contoso.com' })
    expect(entry).not.toHaveProperty('input')
    expect(more).toHaveLength(1)
  })
})
