import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { blobs as blobRows } from '@/lib/db/schema'
import { client, signInOver } from '../support/client'
import { expect, test } from '../support/console'
import type { Console } from '../support/start-console'
import { haveConnection } from '../support/steps'

async function admin(console: Console) {
  await haveConnection(console, 'helpdesk', { id: 'tickets', name: 'Tickets' })
  const who = client(console)
  await signInOver(who, console, 'alexw@contoso.com')
  const send = (body: string) =>
    who.send('/api/connections/tickets/uploads?fileName=a.csv', {
      method: 'PUT',
      headers: { origin: console.url },
      body,
    })
  return { who, send }
}

const csv = (rows: number) => `ticketId,title\n${'T1,A ticket with some words in its title\n'.repeat(rows)}`

test.describe('a console whose disk is low', () => {
  // More than any disk of a test has.
  test.use({ variables: { DISK_RESERVE_MB: '1000000000' } })

  test('says so to its supervisor and to Admins, and takes no file', async ({ console }) => {
    const { who, send } = await admin(console)

    const ready = await fetch(`${console.url}/readyz`)
    expect(await ready.json()).toMatchObject({ checks: { disk: 'low', database: 'ok' } })
    expect((await fetch(`${console.url}/healthz`)).status).toBe(200)
    const refused = await send(csv(3))
    expect(refused.status).toBe(503)
    expect((await refused.json()).problem.message).toContain('DISK_RESERVE_MB')
    expect(await (await who.send('/')).text()).toContain('The disk is nearly full.')
    const reader = client(console)
    await signInOver(reader, console, 'megan@contoso.com')
    expect(await (await reader.send('/')).text()).not.toContain('The disk is nearly full.')
  })
})

test('a file that is replaced leaves nothing behind', async ({ console }) => {
  const { send } = await admin(console)
  const { db, close } = await console.database()
  expect((await send(csv(20_000))).status).toBe(200)
  const one = await db.$count(blobRows)
  for (let n = 0; n < 3; n += 1) expect((await send(csv(20_000))).status).toBe(200)
  const four = await db.$count(blobRows)
  await close()

  expect(one).toBeGreaterThan(0)
  expect(four).toBe(one)
})

test('the data folder is for the account that runs the console alone', async ({ console }) => {
  test.skip(process.platform === 'win32', 'Windows has other rights')
  const entries = readdirSync(console.folder, { recursive: true, withFileTypes: true })
  expect(entries.length).toBeGreaterThan(10)
  // Whoever else gets into the folder may only pass through it, and nothing in it is theirs.
  expect(statSync(console.folder).mode & 0o066).toBe(0)
  const inside = readdirSync(console.folder).map((name) => join(console.folder, name))
  expect(inside.filter((path) => statSync(path).mode & 0o077)).toEqual([])
})
