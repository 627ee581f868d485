import { eq, ne, sql } from 'drizzle-orm'
import type { Db } from '@/lib/db/open'
import { audit } from '@/lib/db/schema'
import { verifyAudit } from '@/lib/services/audit/verify'
import { type Client, client, signInOver } from '../support/client'
import { expect, test } from '../support/console'
import type { Console } from '../support/start-console'
import { haveConnection } from '../support/steps'
import { act, actions } from './act'

/** What the log has, in its order. */
async function reading<T>(console: Console, work: (db: Db) => Promise<T>) {
  const { db, close } = await console.database()
  try {
    return await work(db)
  } finally {
    await close()
  }
}

const entries = (console: Console) =>
  reading(console, (db) => db.select().from(audit).where(ne(audit.outcome, 'begun')).orderBy(audit.id))

const actionOf = (name: string) => {
  const action = actions().find((one) => one.name === name)
  if (!action) throw new Error(`The build has no action ${name}.`)
  return action
}

const saveRule = (who: Client, { url }: Console, name: string, headers: Record<string, string> = {}) => {
  const chosen = { ...who, send: withHeaders(who, headers) }
  return act(chosen, url, actionOf('saveAlertRule'), {
    id: null,
    rule: {
      name,
      kind: 'failed',
      threshold: null,
      connectionId: null,
      severity: 'warning',
      channel: { kind: 'webhook', url: 'https://hooks.contoso.com/1' },
      enabled: false,
    },
  })
}

const withHeaders =
  (who: Client, more: Record<string, string>): Client['send'] =>
  (path, init) =>
    who.send(path, { ...init, headers: { ...(init?.headers as Record<string, string>), ...more } })

test('a failed sign-in is recorded with its address, and repeated ones are counted', async ({ console }) => {
  for (let n = 0; n < 5; n += 1) {
    const answer = await client(console).send(`/auth/callback?state=forged${n}&code=1`)
    expect(answer.headers.get('location')).toContain('/sign-in?error=')
  }
  const failed = await entries(console)
  expect(failed).toMatchObject([
    {
      action: 'signIn',
      outcome: 'refused',
      username: 'nobody',
      target: expect.stringMatching(/127\.0\.0\.1|::1/),
    },
  ])
  for (let n = 0; n < 3; n += 1) await signInOver(client(console), console, 'adelev@contoso.com')
  expect((await entries(console)).slice(failed.length)).toMatchObject([
    {
      action: 'signIn',
      outcome: 'refused',
      username: 'adelev@contoso.com',
      message: 'The account has no role here.',
    },
  ])
})

test('an account without a role writes one short entry with ten long refusals', async ({ console }) => {
  const who = client(console)
  await signInOver(who, console, 'adelev@contoso.com')
  const long = { name: 'x'.repeat(800_000) }
  for (let n = 0; n < 10; n += 1)
    expect(await act(who, console.url, actionOf('createConnection'), long)).toMatchObject({
      code: 'forbidden',
    })

  const mine = (await entries(console)).filter(({ action }) => action === 'createConnection')
  expect(mine).toHaveLength(1)
  expect(JSON.stringify(mine).length).toBeLessThan(3_000)
})

test('a change is recorded with the id that the console gave, before and after', async ({ console }) => {
  const who = client(console)
  await signInOver(who, console, 'alexw@contoso.com')
  const { done } = await saveRule(who, console, 'First', { 'x-request-id': 'chosen-by-the-caller' })
  expect(done).toBe(true)

  const saved = (await entries(console)).find(({ action }) => action === 'saveAlertRule')
  expect(saved).toMatchObject({ outcome: 'done', username: 'alexw@contoso.com' })
  expect(saved?.input).toMatchObject({ before: null, after: { name: 'First' } })
  expect(saved?.requestId).toMatch(/^[0-9a-f-]{36}$/)
})

test('nothing changes while the log cannot be written', async ({ console }) => {
  const who = client(console)
  await signInOver(who, console, 'alexw@contoso.com')
  const refuse = (on: boolean) =>
    reading(console, (db) =>
      db.execute(
        on
          ? sql`alter table audit add constraint refused check (action <> 'saveAlertRule') not valid`
          : sql`alter table audit drop constraint refused`,
      ),
    )
  await refuse(true)
  const { done } = await saveRule(who, console, 'Unrecorded')
  await refuse(false)

  expect(done).toBe(false)
  expect(await (await who.send('/alerts')).text()).not.toContain('Unrecorded')
})

test('the log of the running console cannot be emptied, and is whole', async ({ console }) => {
  await signInOver(client(console), console, 'alexw@contoso.com')
  await reading(console, async (db) => {
    for (const statement of [sql`truncate audit`, sql`delete from audit`, sql`update audit set action = 'x'`])
      await expect(db.execute(statement)).rejects.toThrow()
    expect(await db.$count(audit, eq(audit.action, 'signIn'))).toBe(1)
    expect(await verifyAudit(db)).toMatchObject({ faults: [] })
  })
})

test('who saw rows of people data is recorded, and the log is exported line by line', async ({ console }) => {
  await haveConnection(console, 'people', { id: 'hrsystem', name: 'HR system' })
  const who = client(console)
  await signInOver(who, console, 'alexw@contoso.com')
  const sent = await who.send('/api/connections/hrsystem/uploads?fileName=hr.csv', {
    method: 'PUT',
    headers: { origin: console.url },
    body: 'userPrincipalName,skills\nmegan@contoso.com,Welding\n',
  })
  expect(sent.status).toBe(200)
  expect(await (await who.send('/connections/hrsystem/sync')).text()).toContain('Welding')

  expect(await entries(console)).toContainEqual(
    expect.objectContaining({ action: 'readSyncSetup', target: 'hrsystem', username: 'alexw@contoso.com' }),
  )
  const lines = (await (await who.send('/api/activity/export?format=ndjson')).text()).trim().split('\n')
  expect(lines.map((line) => JSON.parse(line).action)).toContain('readSyncSetup')
})
