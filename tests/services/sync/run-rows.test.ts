import { expect, test } from 'vitest'
import type { Opened } from '@/lib/db/open'
import { snapshots, syncErrors } from '@/lib/db/schema'
import { adviceFor } from '@/lib/model/sync/advice'
import { causeText } from '@/lib/model/sync/causes'
import { ask } from '@/lib/services/execute'
import { exportSyncErrors } from '@/lib/services/sync/export-sync-errors'
import { readRunRow } from '@/lib/services/sync/read-run-row'
import { eachDatabase } from '../../support/database'
import { helpdeskCsv } from '../../support/samples'
import { alex } from '../../support/services'
import { syncTenant, untilSync } from '../../support/sync'

async function withRefusedRow(opened: Opened) {
  const tenant = await syncTenant(opened)
  await tenant.work()
  await tenant.fail({
    match: { method: 'PUT', path: '/items/T1005$' },
    times: 1,
    status: 400,
    error: 'BadRequest',
    message: 'The item is odd.',
  })
  const syncId = await tenant.start(helpdeskCsv(20))
  await untilSync(opened, syncId)
  return { ...tenant, syncId }
}

eachDatabase('a row of a run', (open) => {
  test('shows what the source held, the request, and what Graph answered', async () => {
    const opened = await open()
    const { context, syncId } = await withRefusedRow(opened)
    const view = await ask(readRunRow, context, { syncId, row: 5 })

    expect(view).toMatchObject({
      row: 5,
      gone: null,
      values: { ticketId: 'T1005' },
      request: {
        method: 'PUT',
        path: expect.stringContaining('/items/T1005'),
        body: { properties: { ticketId: 'T1005' } },
      },
      failure: { message: expect.stringContaining('The item is odd.'), graphRequestId: expect.any(String) },
    })
    expect(await ask(readRunRow, context, { syncId, row: 6 })).toMatchObject({ failure: null, problems: [] })
  })

  test('keeps its contents from those who may not read them', async () => {
    const opened = await open()
    const { context, syncId } = await withRefusedRow(opened)
    const reader = { ...context, actor: { ...alex, roles: ['Reader' as const] } }
    const view = await ask(readRunRow, reader, { syncId, row: 5 })

    expect(view).toMatchObject({
      readable: false,
      values: null,
      request: { body: null, bytes: expect.any(Number) },
    })
    expect(view.failure?.message).toContain('The item is odd.')
  })

  test('says so when its snapshot has expired or had no such row', async () => {
    const opened = await open()
    const { context, syncId } = await withRefusedRow(opened)
    expect((await ask(readRunRow, context, { syncId, row: 21 })).gone).toBe('The source had no such row.')
    await opened.db.delete(snapshots)
    expect(await ask(readRunRow, context, { syncId, row: 5 })).toMatchObject({
      gone: expect.stringContaining('is not kept any more'),
      values: null,
      failure: { message: expect.stringContaining('The item is odd.') },
    })
  })
})

eachDatabase('the failed rows as a file', (open) => {
  test('are all there, and no cell is a formula', async () => {
    const opened = await open()
    const { context, syncId } = await withRefusedRow(opened)
    const rows = Array.from({ length: 1200 }, (_, n) => ({
      syncId,
      row: 100 + n,
      itemId: '=HYPERLINK("http://x")',
      code: 'invalid-value',
      message: n === 0 ? '@SUM(1)' : `+${n}`,
    }))
    await opened.db.insert(syncErrors).values(rows)

    const csv = await textOf(await ask(exportSyncErrors, context, { syncId }))
    const lines = csv.trimEnd().split('\r\n')
    expect(lines).toHaveLength(1 + 1 + 1200)
    expect(lines[0]).toContain('"what to do"')
    expect(csv).toContain(`"'=HYPERLINK(""http://x"")"`)
    expect(csv).toContain(`"'@SUM(1)"`)
    expect(csv).not.toMatch(/,"[=+@]/)

    const ndjson = await textOf(await ask(exportSyncErrors, context, { syncId, format: 'ndjson' }))
    const objects = ndjson
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(objects).toHaveLength(1201)
    expect(objects[0]).toMatchObject({ row: 5, itemId: 'T1005', cause: causeText(objects[0].code) })
  })
})

async function textOf({ text }: { text: AsyncIterable<string> }) {
  let all = ''
  for await (const part of text) all += part
  return all
}

test.each(['duplicate-id', 'invalid-value', 'BadRequest', 'throttled', 'SomethingNew'])(
  'there is something to do about %s',
  (code) => {
    expect(adviceFor(code).text).not.toBe('')
  },
)
