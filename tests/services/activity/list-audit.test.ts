import { expect, test } from 'vitest'
import { audit } from '@/lib/db/schema'
import { exportAudit } from '@/lib/services/activity/export-audit'
import { listAudit } from '@/lib/services/activity/list-audit'
import { writeAudit } from '@/lib/services/audit'
import { hashOf } from '@/lib/services/audit/chain'
import { updateConnection } from '@/lib/services/connections/update-connection'
import { ask } from '@/lib/services/execute'
import { eachDatabase } from '../../support/database'
import { emulatedGraph, ready } from '../../support/graph'
import { contextFor, perform } from '../../support/services'

const row = { oid: 'o', username: 'alexw@contoso.com', outcome: 'done', input: { name: 'x' } }

eachDatabase('the audit log', (open) => {
  test('comes newest first, in pages', async () => {
    const opened = await open()
    await opened.db.insert(audit).values([1, 2, 3].map((number) => ({ ...row, action: `a${number}` })))
    const context = contextFor(opened, await emulatedGraph())

    const [entry, ...more] = await ask(listAudit, context, { limit: 2, offset: 1 })

    expect(entry).toMatchObject({
      action: 'a2',
      username: 'alexw@contoso.com',
      change: { entered: { name: 'x' } },
    })
    expect(entry).not.toHaveProperty('oid')
    expect(more).toHaveLength(1)
  })

  test('says of a change what was there before, and links the connection it was on', async () => {
    const opened = await open()
    const context = contextFor(opened, await emulatedGraph({ connections: [ready('helpdesk')] }))
    await perform(updateConnection, context, { id: 'helpdesk', name: 'New', description: 'New too' })

    const [entry] = await ask(listAudit, context, { limit: 1 })

    expect(entry?.change).toMatchObject({
      before: { name: expect.not.stringMatching('New') },
      entered: { id: 'helpdesk', name: 'New' },
    })
  })

  test('is filtered by who, what, target, outcome and day', async () => {
    const opened = await open()
    const at = (day: string) => new Date(`2026-01-${day}T12:00:00Z`)
    await opened.db.insert(audit).values([
      { ...row, action: 'startSync', target: 'hr', at: at('01') },
      { ...row, action: 'cancelSync', target: 'hr', at: at('02'), outcome: 'failed' },
      { ...row, action: 'startSync', target: 'h_r', at: at('03'), username: 'megan@contoso.com' },
    ])
    const context = contextFor(opened, await emulatedGraph())
    const found = async (filter: object) =>
      (await ask(listAudit, context, { limit: 9, ...filter })).map(({ at }) => at.slice(8, 10))

    expect(await found({ who: 'MEGAN' })).toEqual(['03'])
    expect(await found({ action: 'startSync' })).toEqual(['03', '01'])
    expect(await found({ target: '_' })).toEqual(['03'])
    expect(await found({ outcome: 'failed' })).toEqual(['02'])
    expect(await found({ from: '2026-01-02', to: '2026-01-02' })).toEqual(['02'])
    expect(await found({ who: 'alex', action: 'startSync' })).toEqual(['01'])
  })

  test('is exported as a whole, with no cell that a spreadsheet would run', async () => {
    const opened = await open()
    const many = Array.from({ length: 1_001 }, () => ({ ...row, action: 'many', target: '=cmd()' }))
    await opened.db.insert(audit).values([...many, { ...row, action: 'other' }])
    const context = contextFor(opened, await emulatedGraph())

    const { fileName, text } = await ask(exportAudit, context, { action: 'many' })
    let csv = ''
    for await (const part of text) csv += part
    const lines = csv.trimEnd().split('\r\n')

    expect(fileName).toMatch(/^activity-[\d-]{10}\.csv$/)
    expect(lines).toHaveLength(1_002)
    expect(lines[0]).toMatch(/^"id","when","who"/)
    expect(lines[1]).toContain(`"'=cmd()"`)
    expect(new Set(lines).size).toBe(1_002)
  })

  test('is exported as NDJSON with the hashes of its chain', async () => {
    const opened = await open()
    const context = contextFor(opened, await emulatedGraph())
    const account = { oid: 'o', username: 'alexw@contoso.com' }
    for (const action of ['first', 'second'])
      await writeAudit(opened.db, { account, action, outcome: 'done', requestId: 'r' })

    const { fileName, text } = await ask(exportAudit, context, { format: 'ndjson' })
    let lines = ''
    for await (const part of text) lines += part
    const [second, first] = lines
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))

    expect(fileName).toMatch(/\.ndjson$/)
    expect(second).toMatchObject({ action: 'second', prev: first.hash })
    expect(hashOf(first.hash, { ...second, at: new Date(second.at) })).toBe(second.hash)
  })
})
