import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Actor } from '@/lib/access/can'
import type { Opened } from '@/lib/db/open'
import { audit, connections, refusals } from '@/lib/db/schema'
import { createConnection } from '@/lib/graph/connections'
import { path } from '@/lib/graph/path'
import { tellCounted, windowMs } from '@/lib/services/audit/refusals'
import { command } from '@/lib/services/command'
import { execute } from '@/lib/services/execute'
import { eachDatabase } from '../support/database'
import { draft, emulatedGraph } from '../support/graph'
import { alex, contextFor } from '../support/services'

const Input = z.object({ id: z.string().max(1_000_000) })

const keep = command({
  name: 'keep',
  changes: 'console',
  permission: 'connections.create',
  input: Input,
  on: 'tenant',
  run: ({ db }, { id }) =>
    db
      .insert(connections)
      .values({ id })
      .then(() => null),
})

const create = command({
  name: 'create',
  permission: 'connections.create',
  input: Input,
  on: 'tenant',
  async run({ configuration }, { id }) {
    await createConnection(configuration, draft(id), { authorizedAppIds: [] })
    if (id === 'crashes') process.emitWarning('gone')
    return null
  },
})

const asking = command({
  ...keep,
  name: 'asking',
  changes: 'asked',
  async run({ configuration, db, queue }, { id }) {
    await configuration.call('get', path`/external/connections`)
    if (id === 'alone') await db.insert(connections).values({ id })
    else await queue.transaction((tx) => tx.insert(connections).values({ id }))
    return null
  },
})

const calling = command({ ...create, name: 'calling', changes: 'console' })

async function stage(opened: Opened, actor: Actor = alex) {
  const tenant = await emulatedGraph()
  const { db } = opened
  const entries = () =>
    db
      .select({ outcome: audit.outcome, intent: audit.intent, input: audit.input })
      .from(audit)
      .orderBy(audit.id)
  return { db, tenant, entries, context: contextFor(opened, tenant, { actor }) }
}

const breakLog = (opened: Opened, when = 'true') =>
  opened.db.execute(sql.raw(`alter table audit add constraint broken check (not (${when})) not valid`))
const fixLog = (opened: Opened) => opened.db.execute(sql`alter table audit drop constraint broken`)

eachDatabase('a change and its record', (open) => {
  test('of the console are one transaction', async () => {
    const opened = await open()
    const { db, context, entries } = await stage(opened)
    await breakLog(opened, "outcome = 'done'")
    try {
      expect(await execute(keep, context, { id: 'a' })).toMatchObject({
        ok: false,
        problem: { code: 'unavailable', message: expect.stringContaining('nothing was done') },
      })
    } finally {
      await fixLog(opened)
    }
    expect(await db.select().from(connections)).toEqual([])

    expect(await execute(keep, context, { id: 'b' })).toMatchObject({ ok: true })
    expect(await db.select().from(connections)).toHaveLength(1)
    expect((await entries()).map(({ outcome }) => outcome)).toEqual(['failed', 'done'])
  })

  test('are one transaction too after Graph was asked', async () => {
    const opened = await open()
    const { db, context, entries } = await stage(opened)
    await breakLog(opened, "outcome = 'done'")
    try {
      expect(await execute(asking, context, { id: 'a' })).toMatchObject({
        problem: { message: expect.stringContaining('nothing was done') },
      })
    } finally {
      await fixLog(opened)
    }
    expect(await db.select().from(connections)).toEqual([])

    expect(await execute(asking, context, { id: 'b' })).toMatchObject({ ok: true })
    expect((await entries()).map(({ outcome }) => outcome)).toEqual(['begun', 'failed', 'begun', 'done'])
    expect(await execute(asking, context, { id: 'alone' })).toMatchObject({ problem: { code: 'bug' } })
  })

  test('of the console call no Graph', async () => {
    const { tenant, context } = await stage(await open())

    expect(await execute(calling, context, { id: 'abc' })).toMatchObject({
      ok: false,
      problem: { code: 'bug' },
    })
    expect((await tenant.state()).connections).toEqual([])
  })

  test('at Graph are told before and after', async () => {
    const { context, entries } = await stage(await open())

    await execute(create, context, { id: 'abc' })

    expect(await entries()).toMatchObject([
      { outcome: 'begun', intent: null },
      { outcome: 'done', intent: expect.any(Number) },
    ])
  })

  test('at Graph are not made when nothing can be recorded', async () => {
    const opened = await open()
    const { tenant, context } = await stage(opened)
    await breakLog(opened)
    try {
      expect(await execute(create, context, { id: 'abc' })).toMatchObject({
        problem: { code: 'unavailable' },
      })
    } finally {
      await fixLog(opened)
    }
    expect((await tenant.state()).connections).toEqual([])
  })

  test('at Graph leave a trace when the outcome cannot be recorded', async () => {
    const opened = await open()
    const { tenant, context, entries } = await stage(opened)
    await breakLog(opened, "outcome = 'done'")
    try {
      expect(await execute(create, context, { id: 'abc' })).toMatchObject({ ok: true })
    } finally {
      await fixLog(opened)
    }
    expect((await tenant.state()).connections).toHaveLength(1)
    expect(await entries()).toMatchObject([{ outcome: 'begun', input: { id: 'abc' } }])
  })
})

eachDatabase('refusals', (open) => {
  const nobody = { ...alex, oid: 'nobody', roles: [] }

  test('keep names and sizes, and those repeated are counted', async () => {
    const { db, context, entries } = await stage(await open(), nobody)

    for (let n = 0; n < 60; n += 1)
      await execute(create, context, { id: `${n}${'a'.repeat(900_000)}`, [`n${n}`]: n })

    expect(await entries()).toEqual([
      { outcome: 'refused', intent: null, input: { id: 'text of 900001', n0: 0 } },
    ])
    const [{ size } = { size: 0 }] = await db
      .select({ size: sql<number>`pg_total_relation_size('audit') + pg_total_relation_size('refusals')` })
      .from(refusals)
    expect(Number(size)).toBeLessThan(1_000_000)

    await tellCounted(db, new Date(Date.now() + windowMs + 1_000))
    expect((await entries()).at(-1)).toMatchObject({ outcome: 'refused', input: { repeated: 59 } })
    expect(await db.$count(refusals)).toBe(0)
  })

  test('of different kinds are told apart', async () => {
    const { db, context } = await stage(await open())

    await execute(keep, context, { id: 7 })
    await execute(create, context, { id: 7 })
    await execute(keep, { ...context, actor: { ...alex, oid: 'another' } }, { id: 7 })

    expect(await db.$count(audit, eq(audit.outcome, 'refused'))).toBe(3)
  })
})
