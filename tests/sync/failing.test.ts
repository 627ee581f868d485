import { expect, test } from 'vitest'
import { listDebts, oweLost } from '@/lib/db/debts'
import { countStuck } from '@/lib/db/failing'
import { mostRuns } from '@/lib/model/debts/failing'
import { ask } from '@/lib/services/execute'
import { exportFailing } from '@/lib/services/failing/export-failing'
import { listFailing } from '@/lib/services/failing/list-failing'
import { openRecordsAgain, setRecordsAside } from '@/lib/services/failing/set-aside'
import { retryFailed } from '@/lib/services/sync/retry-failed'
import { eachDatabase } from '../support/database'
import { perform } from '../support/services'
import { syncTenant, untilSync } from '../support/sync'
import { ticketsCsv } from '../support/tickets'

const withBad = (bad: Record<string, string>) =>
  ticketsCsv(1, 4, (n) => (bad[`T${n}`] ? { createdAt: bad[`T${n}`] } : {}))

eachDatabase('a record that fails in each run', (open) => {
  test('is left out after some runs, until it changes or somebody has it tried again', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    const { context, connectionId } = tenant
    const run = async (csv: string) => await untilSync(opened, await tenant.start(csv))
    const failing = async () => await ask(listFailing, context, { connectionId })
    const refusals = (await tenant.requests('PUT')).length
    const refuse = { match: { method: 'PUT', path: '/items/T4$' }, status: 400, rate: 1 }
    await tenant.fail({ ...refuse, error: 'BadRequest' })

    for (let runs = 1; runs <= mostRuns; runs += 1)
      expect(await run(withBad({ T2: 'yesterday' }))).toMatchObject({
        status: 'with-errors',
        counts: { failed: 2 },
      })
    expect((await failing()).records).toMatchObject([
      { itemId: 'T2', code: 'invalid-value', state: 'stuck', runs: mostRuns, row: 2 },
      { itemId: 'T4', code: 'BadRequest', state: 'stuck', runs: mostRuns },
    ])
    expect(await countStuck(opened.db)).toEqual(new Map([[connectionId, 2]]))
    const puts = (await tenant.requests('PUT')).length - refusals

    const left = await run(withBad({ T2: 'yesterday' }))
    expect(left).toMatchObject({
      status: 'succeeded',
      counts: { read: 4, sent: 0, unchanged: 4, failed: 0, setAside: 2 },
      notHeld: 0,
    })
    expect((await tenant.requests('PUT')).length - refusals).toBe(puts)

    // Another value is worth another try, and the source has T4 no more.
    const changed = await run(ticketsCsv(1, 3, (n) => (n === 2 ? { createdAt: 'tomorrow' } : {})))
    expect(changed.counts).toEqual({ read: 3, sent: 0, unchanged: 2, failed: 1 })
    expect((await failing()).records).toMatchObject([{ itemId: 'T2', state: 'tried', runs: 1 }])
    expect(await countStuck(opened.db)).toEqual(new Map())
  })

  test('is set aside with a note, is owed no more, and is forgotten when it is sent', async () => {
    const opened = await open()
    const tenant = await syncTenant(opened)
    await tenant.work()
    const { context, connectionId } = tenant
    const run = async (csv: string) => await untilSync(opened, await tenant.start(csv))
    const failing = async () => await ask(listFailing, context, { connectionId })
    await run(ticketsCsv(1, 4))
    await oweLost(opened.db, connectionId, ['T2'])
    const first = await run(withBad({ T2: 'yesterday', T3: 'yesterday' }))
    expect((await failing()).counts).toEqual({ tried: 2, stuck: 0, aside: 0 })
    expect((await failing()).records[0]).toMatchObject({
      itemId: 'T2',
      row: 2,
      syncId: first.id,
      aside: null,
    })

    await perform(setRecordsAside, context, { connectionId, itemIds: ['T2', 'T3'], note: 'Of no use.' })
    const left = await run(withBad({ T2: 'yesterday', T3: 'yesterday' }))

    expect(left).toMatchObject({
      status: 'succeeded',
      counts: { unchanged: 4, failed: 0, setAside: 2 },
      notHeld: 0,
    })
    expect((await listDebts(opened.db, connectionId)).get(connectionId)).toBeUndefined()
    expect((await failing()).records[1]).toMatchObject({
      itemId: 'T3',
      state: 'aside',
      aside: { by: context.actor.username, note: 'Of no use.' },
    })
    await expect(
      perform(setRecordsAside, context, { connectionId, itemIds: ['T2'], note: 'Again.' }),
    ).rejects.toMatchObject({ code: 'conflict' })
    await expect(perform(openRecordsAgain, context, { connectionId, itemIds: ['T9'] })).rejects.toMatchObject(
      { code: 'conflict' },
    )
    const file = await ask(exportFailing, context, { connectionId, words: 't3', format: 'csv' })
    let text = ''
    for await (const part of file.text) text += part
    expect(text.match(/"T\d"/g)).toEqual(['"T3"'])
    expect(text).toContain('"Of no use."')

    await perform(openRecordsAgain, context, { connectionId, itemIds: ['T3'] })
    const tried = await run(withBad({ T2: 'yesterday', T3: 'yesterday' }))
    expect(tried.counts).toMatchObject({ failed: 1, setAside: 1 })
    // Somebody who retries the rows of a run wants them tried, and what is corrected is sent though it was set aside.
    const retry = await perform(retryFailed, context, { syncId: first.id })
    expect((await untilSync(opened, retry.syncId)).counts).toMatchObject({ read: 2, failed: 2 })
    const [, secondT2] = ticketsCsv(2, 2).split('\r\n')
    const corrected = await run(`${withBad({ T2: 'yesterday' })}${secondT2}\r\n`)
    expect(corrected).toMatchObject({ status: 'succeeded', counts: { read: 5, failed: 0, setAside: 1 } })
    expect((await failing()).counts).toEqual({ tried: 0, stuck: 0, aside: 0 })
  })
})
