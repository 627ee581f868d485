import { expect, test } from 'vitest'
import { matrix, policy } from '../facts/states.json'
import { everyone, openTenant, ticketSchema } from './calls'

type Tenant = Awaited<ReturnType<typeof openTenant>>
type Action = keyof typeof matrix | keyof typeof policy

const facts: Record<string, string[]> = { ...matrix, ...policy }
const states = ['draft', 'ready', 'obsolete', 'limitExceeded']
const item = { acl: everyone, properties: { title: 'a' } }
const activity = {
  type: 'viewed',
  startDateTime: '2026-01-01T00:00:00Z',
  performedBy: { type: 'user', id: '9d9e74ad-9d28-50d7-b985-144a357e8e85' },
}

/** What is asked of a connection that has a schema, an item T1 and a group g1. */
const requests: [Action, string, object?][] = [
  ['readConnection', 'GET '],
  ['updateConnection', 'PATCH ', { description: 'Changed' }],
  ['deleteConnection', 'DELETE '],
  ['readSchema', 'GET /schema'],
  ['createSchema', 'PATCH /schema', ticketSchema],
  ['createSchema', 'POST /schema', ticketSchema],
  ['updateSchema', 'PATCH /schema', ticketSchema],
  ['deleteSchema', 'DELETE /schema'],
  ['createItem', 'PUT /items/T2', item],
  ['readItem', 'GET /items/T1'],
  ['updateItem', 'PUT /items/T1', item],
  ['updateItem', 'PATCH /items/T1', item],
  ['addActivities', 'POST /items/T1/addActivities', { activities: [activity] }],
  ['deleteItem', 'DELETE /items/T1'],
  ['writeGroup', 'POST /groups', { id: 'g2' }],
  ['writeGroup', 'PATCH /groups/g1', { description: 'Changed' }],
  ['writeGroup', 'POST /groups/g1/members', activity.performedBy],
  ['writeGroup', 'DELETE /groups/g1'],
]

async function draft() {
  const tenant = await openTenant()
  await tenant.call('POST /external/connections', { id: 'helpdesk1', name: 'Helpdesk' })
  return tenant
}

async function registered() {
  const tenant = await openTenant()
  await tenant.ready('helpdesk1')
  await tenant.call('PUT /external/connections/helpdesk1/items/T1', item)
  await tenant.call('POST /external/connections/helpdesk1/groups', { id: 'g1' })
  return tenant
}

const force = ({ emulator }: Tenant, state: string) =>
  emulator.tenant.store.run('update connections set forcedState = ?', state)

async function isAllowed({ call }: Tenant, request: string, body?: object) {
  const [method, rest] = request.split(' ')
  const answer = await call(`${method} /external/connections/helpdesk1${rest}`, body)
  // A state forbids with 409; a schema that cannot be deleted, or is not there yet, is not found.
  if (answer.status >= 300) expect([404, 409]).toContain(answer.status)
  return answer.status < 300
}

test('every row of the table is asked for', () => {
  expect([...new Set(requests.map(([action]) => action))].sort()).toEqual(Object.keys(facts).sort())
})

test.each(requests)('%s by %s is allowed in the states of the table only', async (action, request, body) => {
  const allowed: string[] = []
  for (const state of states) {
    // A draft has nothing to read yet, and only what has no schema can get its first one.
    const isBare = action === 'createSchema' || (state === 'draft' && action.startsWith('read'))
    const tenant = isBare ? await draft() : await registered()
    force(tenant, state)
    if (await isAllowed(tenant, request, body)) allowed.push(state)
  }

  expect(allowed).toEqual(facts[action])
})
