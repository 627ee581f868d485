import { expect, test } from 'vitest'
import { z } from 'zod'
import { audit } from '@/lib/db/schema'
import { appToken } from '@/lib/entra/tokens'
import { createGraph } from '@/lib/graph/client'
import { AppError } from '@/lib/platform/errors'
import type { Needs } from '@/lib/web/context'
import { type Action, runAction } from '@/lib/web/run-action'
import { emptyPglite } from '../support/database'
import { sessionOf } from '../support/sign-in'
import { localTenant, publicUrl } from '../support/tenant'

const Input = z.object({
  connectionId: z.string(),
  title: z.string().min(3, 'Give it three letters or more.'),
})
const good = { connectionId: 'hr', title: 'People' }
const requestId = 'request-1'

async function stage(username = 'alexw@contoso.com') {
  const [{ db }, { settings }] = await Promise.all([emptyPglite(), localTenant()])
  const token = await sessionOf(db, username, settings)
  const graphOf = (name: 'CONFIGURATION' | 'INGESTION') =>
    createGraph({
      baseUrl: settings.graphUrl,
      token: appToken(name, settings.configuration, settings),
      backoffMs: 1,
    })
  const has = { db, settings, graph: graphOf('CONFIGURATION'), ingestion: graphOf('INGESTION') }
  const done: string[] = []
  const rename: Action<typeof Input, { by: string }> = {
    audit: 'rename',
    needs: 'Admin',
    input: Input,
    handler: ({ admin }, { title }) => {
      done.push(title)
      return { by: admin.username }
    },
  }
  const call = { origin: publicUrl as string | null, token: token as string | undefined, requestId }
  const entries = () => db.select().from(audit)
  return { has, call, rename, done, entries }
}

test('an admin’s action is done, answered and written down', async () => {
  const { has, call, rename, entries } = await stage()

  const result = await runAction(call, rename, good, has)

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

    const result = await runAction({ ...call, origin }, rename, good, has)

    expect(result).toMatchObject({ ok: false, problem: { code: 'forbidden', requestId } })
    expect(done).toEqual([])
    expect(await entries()).toMatchObject([{ action: 'rename', outcome: 'refused' }])
  },
)

test.each([[undefined], ['made-up']])('with the cookie %s nobody is signed in', async (token) => {
  const { has, call, rename, done, entries } = await stage()

  const result = await runAction({ ...call, token }, rename, good, has)

  expect(result).toMatchObject({ ok: false, problem: { code: 'unauthenticated' } })
  expect(done).toEqual([])
  expect(await entries()).toEqual([])
})

test.each<[string, Needs, boolean]>([
  ['megan@contoso.com', 'Reader', true],
  ['megan@contoso.com', 'Operator', false],
  ['luisg@contoso.com', 'Operator', true],
  ['luisg@contoso.com', 'Admin', false],
  ['diegos@contoso.com', { people: 'Admin' }, true],
  ['diegos@contoso.com', 'Operator', false],
  ['luisg@contoso.com', { people: 'Admin' }, false],
  ['adelev@contoso.com', 'Reader', false],
])('%s may do what needs %j: %s', async (username, needs, allowed) => {
  const { has, call, rename, done, entries } = await stage(username)

  const result = await runAction(call, { ...rename, needs }, good, has)

  expect(result.ok).toBe(allowed)
  expect(done).toHaveLength(allowed ? 1 : 0)
  expect(await entries()).toMatchObject([{ username, outcome: allowed ? 'done' : 'refused' }])
})

test('a refused role says what is needed and what there is', async () => {
  const { has, call, rename } = await stage('megan@contoso.com')

  const result = await runAction(call, rename, good, has)

  expect(result).toMatchObject({ problem: { message: 'This needs the role Admin; yours is Reader.' } })
})

test('input that does not fit names its field and the fix', async () => {
  const { has, call, rename, done, entries } = await stage()

  const result = await runAction(call, rename, { ...good, title: 'x' }, has)

  expect(result).toMatchObject({
    problem: { code: 'invalid', field: 'title', message: 'Give it three letters or more.' },
  })
  expect(await runAction(call, rename, null, has)).toMatchObject({ ok: false, problem: { code: 'invalid' } })
  expect(done).toEqual([])
  expect(await entries()).toMatchObject([{ outcome: 'refused', target: 'hr' }, { outcome: 'refused' }])
})

test('an expected failure arrives in its own words', async () => {
  const { has, call, rename, entries } = await stage()
  const handler = () => {
    throw new AppError('conflict', 'The name is taken.', { field: 'title', graphRequestId: 'g-1' })
  }

  const result = await runAction(call, { ...rename, handler }, good, has)

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
  const handler = () => {
    throw new TypeError('cannot read secretValue of undefined')
  }

  const result = await runAction(call, { ...rename, handler }, good, has)

  expect(result).toMatchObject({ ok: false, problem: { code: 'bug', requestId } })
  expect(JSON.stringify(result)).not.toContain('secretValue')
  expect(result).toMatchObject({ problem: { message: expect.stringContaining(requestId) } })
  expect(await entries()).toMatchObject([{ outcome: 'failed' }])
})

test('a redirect passes through and counts as done', async () => {
  const { has, call, rename, entries } = await stage()
  const redirect = new Error('NEXT_REDIRECT')
  const handler = () => {
    throw redirect
  }
  const rethrow = (error: unknown) => {
    if (error === redirect) throw error
  }

  await expect(runAction(call, { ...rename, handler, rethrow }, good, has)).rejects.toBe(redirect)
  expect(await entries()).toMatchObject([{ outcome: 'done' }])
})

test('the audit log keeps Graph’s id of what was changed', async () => {
  const { has, call, rename, entries } = await stage()
  const connection = { id: 'hrpeople', name: 'HR', description: 'People of HR' }
  let answered: string | undefined
  const create: typeof rename = {
    ...rename,
    audit: 'createConnection',
    handler: async ({ graph, admin }) => {
      answered = (await graph.call('post', '/external/connections', connection)).requestId
      await graph.call('get', '/external/connections')
      return { by: admin.username }
    },
  }

  expect(await runAction(call, create, good, has)).toMatchObject({ ok: true })

  expect(answered).toBeTruthy()
  expect(await entries()).toMatchObject([
    { action: 'createConnection', target: 'hr', graphRequestId: answered },
  ])
})

test('a quiet action is written down only when it was refused', async () => {
  const { has, call, rename, done, entries } = await stage()
  const quiet = { ...rename, quiet: true }

  await runAction(call, quiet, good, has)
  expect(done).toEqual(['People'])
  expect(await entries()).toEqual([])

  await runAction(call, quiet, { ...good, title: 'x' }, has)
  expect(await entries()).toMatchObject([{ action: 'rename', outcome: 'refused' }])
})

test.each([['Peo\0ple'], ['Peo\ud800ple']])(
  'what no table can hold is refused, and written down all the same',
  async (title) => {
    const { has, call, rename, done, entries } = await stage()

    const result = await runAction(call, rename, { ...good, title }, has)

    expect(result).toMatchObject({ ok: false, problem: { code: 'invalid', field: 'title' } })
    expect(done).toEqual([])
    expect(await entries()).toMatchObject([
      { action: 'rename', outcome: 'refused', input: { title: 'Peo\ufffdple' } },
    ])
  },
)

test('the audit log keeps what a change has replaced', async () => {
  const { has, call, rename, entries } = await stage()
  const handler: typeof rename.handler = ({ admin, before }) => {
    before({ title: 'Persons', clientSecret: 'hush' })
    return { by: admin.username }
  }

  await runAction(call, { ...rename, handler }, good, has)

  expect(await entries()).toMatchObject([
    { input: { input: good, before: { title: 'Persons', clientSecret: '[redacted]' } } },
  ])
})
