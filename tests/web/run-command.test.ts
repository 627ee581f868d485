import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Permission } from '@/lib/access/permissions'
import { audit, connections, grants, sessions } from '@/lib/db/schema'
import { appToken } from '@/lib/entra/tokens'
import { createGraph } from '@/lib/graph/client'
import { jobQueue } from '@/lib/jobs/queue'
import { AppError } from '@/lib/platform/errors'
import { command } from '@/lib/services/command'
import { runCommand } from '@/lib/web/run-command'
import { emptyPglite } from '../support/database'
import { sessionOf } from '../support/sign-in'
import { storesOf } from '../support/stores'
import { localTenant, publicUrl } from '../support/tenant'

const Input = z.object({
  connectionId: z.string(),
  title: z.string().min(3, 'Give it three letters or more.'),
})
const good = { connectionId: 'hr', title: 'People' }
const requestId = 'request-1'

async function stage(username = 'alexw@contoso.com') {
  const [opened, { settings }] = await Promise.all([emptyPglite(), localTenant()])
  const { db } = opened
  const token = await sessionOf(db, username, settings)
  const graphOf = (name: 'CONFIGURATION' | 'INGESTION') =>
    createGraph({
      baseUrl: settings.graphUrl,
      token: appToken(name, settings.configuration, settings),
      backoffMs: 1,
    })
  const has = {
    db,
    blobs: storesOf(opened).blobs,
    queue: jobQueue(opened),
    settings,
    configuration: graphOf('CONFIGURATION'),
    ingestion: graphOf('INGESTION'),
    clock: () => new Date(),
  }
  const done: string[] = []
  const rename = command({
    name: 'rename',
    permission: 'connections.update',
    input: Input,
    on: ({ connectionId }) => connectionId,
    run: ({ actor }, { title }) => {
      done.push(title)
      return { by: actor.username }
    },
  })
  const call = { origin: publicUrl as string | null, token: token as string | undefined, requestId }
  const entries = async () => (await db.select().from(audit)).filter(({ outcome }) => outcome !== 'begun')
  return { has, call, rename, done, entries }
}

test('an admin’s command is done, answered and written down', async () => {
  const { has, call, rename, entries } = await stage()

  const result = await runCommand(call, rename, good, has)

  expect(result).toEqual({ ok: true, value: { by: 'alexw@contoso.com' } })
  expect(await entries()).toMatchObject([
    {
      username: 'alexw@contoso.com',
      action: 'rename',
      target: 'hr',
      input: good,
      outcome: 'done',
      requestId,
    },
  ])
})

test.each([[null], ['null'], ['https://evil.example'], ['http://127.0.0.1:3001']])(
  'a write from the origin %s is refused and written down',
  async (origin) => {
    const { has, call, rename, done, entries } = await stage()

    const result = await runCommand({ ...call, origin }, rename, good, has)

    expect(result).toMatchObject({ ok: false, problem: { code: 'forbidden', requestId } })
    expect(done).toEqual([])
    expect(await entries()).toMatchObject([{ action: 'rename', outcome: 'refused' }])
  },
)

test.each([[undefined], ['made-up']])('with the cookie %s nobody is signed in', async (token) => {
  const { has, call, rename, done, entries } = await stage()

  const result = await runCommand({ ...call, token }, rename, good, has)

  expect(result).toMatchObject({ ok: false, problem: { code: 'unauthenticated' } })
  expect(done).toEqual([])
  expect(await entries()).toEqual([])
})

test.each<[string, Permission, boolean]>([
  ['megan@contoso.com', 'connections.read', true],
  ['megan@contoso.com', 'sync.run', false],
  ['luisg@contoso.com', 'sync.run', true],
  ['luisg@contoso.com', 'connections.update', false],
  ['diegos@contoso.com', 'profileSources.reorder', true],
  ['diegos@contoso.com', 'sync.run', false],
  ['luisg@contoso.com', 'profileSources.reorder', false],
  ['adelev@contoso.com', 'connections.read', false],
])('%s may do what needs %s: %s', async (username, permission, allowed) => {
  const { has, call, rename, done, entries } = await stage(username)

  const result = await runCommand(call, { ...rename, permission }, good, has)

  expect(result.ok).toBe(allowed)
  expect(done).toHaveLength(allowed ? 1 : 0)
  expect(await entries()).toMatchObject([{ username, outcome: allowed ? 'done' : 'refused' }])
})

test('a grant opens the console for its connection, and for no other', async () => {
  const { has, call, rename, done } = await stage('adelev@contoso.com')
  const { db } = has
  const [session] = await db.select({ oid: sessions.oid }).from(sessions)
  await db.insert(connections).values([{ id: 'hr' }, { id: 'wiki' }])
  const grant = { id: crypto.randomUUID(), oid: session?.oid ?? '', role: 'Admin' as const }
  await db.insert(grants).values({ ...grant, connectionId: 'hr', grantedBy: 'alexw@contoso.com' })

  expect(await runCommand(call, rename, { ...good, connectionId: 'wiki' }, has)).toMatchObject({
    ok: false,
    problem: { code: 'forbidden' },
  })
  expect(await runCommand(call, rename, good, has)).toMatchObject({ ok: true })
  expect(done).toEqual(['People'])

  await db.delete(grants)
  expect(await runCommand(call, rename, good, has)).toMatchObject({ ok: false })
})

test('a refused role says what is needed and what there is', async () => {
  const { has, call, rename } = await stage('megan@contoso.com')

  const result = await runCommand(call, rename, good, has)

  expect(result).toMatchObject({ problem: { message: 'This needs the role Admin; yours is Reader.' } })
})

test('input that does not fit names its field and the fix', async () => {
  const { has, call, rename, done, entries } = await stage()

  const result = await runCommand(call, rename, { ...good, title: 'x' }, has)

  expect(result).toMatchObject({
    problem: { code: 'invalid', field: 'title', message: 'Give it three letters or more.' },
  })
  expect(await runCommand(call, rename, null, has)).toMatchObject({ ok: false, problem: { code: 'invalid' } })
  expect(done).toEqual([])
  expect(await entries()).toMatchObject([{ outcome: 'refused', target: 'hr' }, { outcome: 'refused' }])
})

test('an expected failure arrives in its own words', async () => {
  const { has, call, rename, entries } = await stage()
  const run = () => {
    throw new AppError('conflict', 'The name is taken.', { field: 'title', graphRequestId: 'g-1' })
  }

  const result = await runCommand(call, { ...rename, run }, good, has)

  expect(result).toEqual({
    ok: false,
    problem: {
      code: 'conflict',
      message: 'The name is taken.',
      field: 'title',
      graphRequestId: 'g-1',
      requestId,
    },
  })
  expect(await entries()).toMatchObject([
    { outcome: 'refused', graphRequestId: 'g-1', message: 'The name is taken.' },
  ])
})

test('a bug tells the browser nothing but where to look', async () => {
  const { has, call, rename, entries } = await stage()
  const run = () => {
    throw new TypeError('cannot read secretValue of undefined')
  }

  const result = await runCommand(call, { ...rename, run }, good, has)

  expect(result).toMatchObject({ ok: false, problem: { code: 'bug', requestId } })
  expect(JSON.stringify(result)).not.toContain('secretValue')
  expect(result).toMatchObject({ problem: { message: expect.stringContaining(requestId) } })
  expect(await entries()).toMatchObject([{ outcome: 'failed' }])
})

test('a redirect passes through and counts as done', async () => {
  const { has, call, rename, entries } = await stage()
  const redirect = new Error('NEXT_REDIRECT')
  const run = () => {
    throw redirect
  }
  const rethrow = (error: unknown) => {
    if (error === redirect) throw error
  }

  await expect(runCommand(call, { ...rename, run }, good, has, rethrow)).rejects.toBe(redirect)
  expect(await entries()).toMatchObject([{ outcome: 'done' }])
})

test('the audit log keeps Graph’s id of what was changed', async () => {
  const { has, call, rename, entries } = await stage()
  const connection = { id: 'hrpeople', name: 'HR', description: 'People of HR' }
  let answered: string | undefined
  const create: typeof rename = {
    ...rename,
    name: 'createConnection',
    run: async ({ configuration, actor }) => {
      answered = (await configuration.call('post', '/external/connections', connection)).requestId
      await configuration.call('get', '/external/connections')
      return { by: actor.username }
    },
  }

  expect(await runCommand(call, create, good, has)).toMatchObject({ ok: true })

  expect(answered).toBeTruthy()
  expect(await entries()).toMatchObject([
    { action: 'createConnection', target: 'hr', graphRequestId: answered },
  ])
})

test('a quiet command is written down only when it was refused', async () => {
  const { has, call, rename, done, entries } = await stage()
  const quiet = { ...rename, quiet: true }

  await runCommand(call, quiet, good, has)
  expect(done).toEqual(['People'])
  expect(await entries()).toEqual([])

  await runCommand(call, quiet, { ...good, title: 'x' }, has)
  expect(await entries()).toMatchObject([{ action: 'rename', outcome: 'refused' }])
})

test.each([['Peo\0ple'], ['Peo\ud800ple']])(
  'what no table can hold is refused, and written down all the same',
  async (title) => {
    const { has, call, rename, done, entries } = await stage()

    const result = await runCommand(call, rename, { ...good, title }, has)

    expect(result).toMatchObject({ ok: false, problem: { code: 'invalid', field: 'title' } })
    expect(done).toEqual([])
    expect(await entries()).toMatchObject([
      { action: 'rename', outcome: 'refused', input: { title: 'text of 7' } },
    ])
  },
)

test('the audit log keeps what a change has replaced', async () => {
  const { has, call, rename, entries } = await stage()
  const run: typeof rename.run = ({ actor, before, after }) => {
    before({ title: 'Persons', clientSecret: 'hush' })
    after({ title: 'People', version: 2 })
    return { by: actor.username }
  }

  await runCommand(call, { ...rename, run }, good, has)

  expect(await entries()).toMatchObject([
    {
      input: {
        input: good,
        before: { title: 'Persons', clientSecret: '[redacted]' },
        after: { title: 'People', version: 2 },
      },
    },
  ])
})
