import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test, vi } from 'vitest'
import { folder, run, tokenOf } from '../own-process'

vi.setConfig({ testTimeout: 90_000 })

const path = '/v1.0/external/connections'
const connection = `${path}/helpdesk1`
const inFlight = 24
const schema = {
  baseType: 'microsoft.graph.externalItem',
  properties: [{ name: 'title', type: 'string', isSearchable: true }],
}
const acl = [{ type: 'everyone', value: 'everyone', accessType: 'grant' }]

type State = string | null
/** What an item has to be: what was answered last, or what was on its way when the process ended. */
type Expected = { answered: State | undefined; sent?: State }

async function start(env: Record<string, string>) {
  const { child, ready, ended } = run({ EMULATOR_PROVISIONING_MS: '0', EMULATOR_SEED: 'empty', ...env })
  const line = await ready
  const authorization = `Bearer ${await tokenOf(line)}`
  const call = async (method: string, where: string, sent?: unknown) => {
    const response = await fetch(`${line.graph}${where}`, {
      method,
      headers: { authorization },
      ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
    })
    const text = await response.text()
    return { status: response.status, body: text ? JSON.parse(text) : undefined }
  }
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  return { call, kill }
}

type Call = Awaited<ReturnType<typeof start>>['call']

/** Creates, changes and deletes items, one after the other, until the connection breaks. */
async function write(call: Call, worker: string, expected: Map<string, Expected>, onAnswer: () => void) {
  for (let number = 0; ; number += 1) {
    const id = `${worker}n${number}`
    for (const title of [`${id} first`, `${id} second`, ...(number % 3 ? [] : [null])]) {
      const known = expected.get(id)
      expected.set(id, { answered: known?.answered, sent: title })
      const { status, body } =
        title === null
          ? await call('DELETE', `${connection}/items/${id}`)
          : await call('PUT', `${connection}/items/${id}`, { acl, properties: { title } })
      if (status >= 300) throw new Error(`${id}: ${status} ${JSON.stringify(body)}`)
      expected.set(id, { answered: title })
      onAnswer()
    }
  }
}

async function stateOf(call: Call, id: string): Promise<State | undefined> {
  const { status, body } = await call('GET', `${connection}/items/${id}`)
  return status === 200 ? body.properties.title : undefined
}

const matches = ({ answered, sent }: Expected, found: State | undefined) =>
  found === (answered ?? undefined) || (sent !== undefined && found === (sent ?? undefined))

test('what was answered is there after a kill -9, with items in flight, time after time', async () => {
  const data = join(folder(), 'emulator.db')
  const expected = new Map<string, Expected>()

  for (const round of [1, 2, 3]) {
    const { call, kill } = await start({ EMULATOR_DATA: data })
    if (round === 1) {
      await call('POST', path, { id: 'helpdesk1', name: 'Helpdesk', description: 'Tickets' })
      expect((await call('PATCH', `${connection}/schema`, schema)).status).toBe(202)
    }
    let answers = 0
    let killing: Promise<void> | undefined
    const writers = Array.from({ length: inFlight }, (_, worker) =>
      write(call, `r${round}w${worker}`, expected, () => {
        answers += 1
        if (answers === 120 + round * 7) killing = kill()
      }),
    )
    const ends = await Promise.allSettled(writers)
    await killing

    // Whatever broke a writer off was the end of the process, and no refusal.
    const reasons = ends.map((end) => (end.status === 'rejected' ? String(end.reason) : ''))
    for (const reason of reasons) expect(reason).toMatch(/fetch failed|terminated|other side closed/)
    expect([...expected.values()].some(({ sent }) => sent !== undefined)).toBe(true)
  }

  const { call, kill } = await start({ EMULATOR_DATA: data })
  let stored = 0
  for (const [id, state] of expected) {
    const found = await stateOf(call, id)
    expect(matches(state, found), `${id}: ${JSON.stringify({ ...state, found })}`).toBe(true)
    if (found !== undefined) stored += 1
  }
  const { body } = await call('GET', '/beta/external/connections/helpdesk1?$select=ingestedItemsCount,state')
  expect(body).toMatchObject({ state: 'ready', ingestedItemsCount: stored })
  await kill()
  expect(new DatabaseSync(data).prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' })
})

test('connections, operations and the order of sources survive it too', async () => {
  const data = join(folder(), 'emulator.db')
  const env = { EMULATOR_DATA: data, EMULATOR_PROVISIONING_MS: '600000' }
  const first = await start(env)
  const answered: string[] = []
  const creating = Array.from({ length: 20 }, async (_, index) => {
    const id = `helpdesk${index}`
    const { status } = await first.call('POST', path, { id, name: id, description: id })
    if (status === 201) answered.push(id)
  })
  const settled = Promise.allSettled(creating)
  await Promise.all(creating.slice(0, 10))
  await first.call('PATCH', `${path}/helpdesk0/schema`, schema)
  const source = { sourceId: 'hr1', displayName: 'HR', webUrl: 'https://hr.contoso.com' }
  expect((await first.call('POST', '/v1.0/admin/people/profileSources', source)).status).toBe(201)
  await first.kill()
  await settled

  const second = await start(env)
  const { body } = await second.call('GET', path)
  expect(body.value.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining(answered))
  expect((await second.call('GET', `${path}/helpdesk0`)).body.state).toBe('draft')
  expect((await second.call('PATCH', `${path}/helpdesk0/schema`, schema)).status).toBe(409)
  expect((await second.call('GET', "/v1.0/admin/people/profileSources(sourceId='hr1')")).status).toBe(200)
})
