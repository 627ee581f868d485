import { globSync, readFileSync } from 'node:fs'
import { type Actor, canSomewhere } from '@/lib/access/can'
import type { Permission } from '@/lib/access/permissions'
import type { Role } from '@/lib/model/role'
import { commands } from '@/lib/services/commands'
import { type Client, client, signInOver } from '../support/client'
import { expect, test } from '../support/console'
import type { Console } from '../support/start-console'
import { act, actions } from './act'
import { pages, routes } from './routes'

test.setTimeout(300_000)

/** Who asks: accounts of the local tenant by the roles that they have there, and three who are nobody. */
const people: [name: string, account: string | null, roles: Role[]][] = [
  ['nobody', null, []],
  ['a forged cookie', null, []],
  ['an ended session', null, []],
  ['an account without a role', 'adelev@contoso.com', []],
  ['a Reader', 'megan@contoso.com', ['Reader']],
  ['an Operator', 'luisg@contoso.com', ['Operator']],
  ['an Admin of people settings', 'diegos@contoso.com', ['PeopleAdmin']],
  ['an Admin', 'alexw@contoso.com', ['Admin']],
]

/** Of a connection that nobody has seen yet, links may be of people: those who may read contents get them. */
const ofContents = new Set(['listItemLinks'])

let permissions: Map<string, Permission>
// To load all services takes seconds, in which nobody reads what the console says.
test.beforeAll(async () => {
  permissions = await permissionsOfQueries()
})

async function permissionsOfQueries(): Promise<Map<string, Permission>> {
  const files = globSync('lib/services/**/*.ts').filter((path) =>
    /= query\(\{/.test(readFileSync(path, 'utf8')),
  )
  const modules = await Promise.all(files.map((path) => import(`../../${path}`)))
  const all = modules.flatMap((module) => Object.values(module as Record<string, unknown>))
  const named = all.filter(
    (value): value is { name: string; permission: Permission } =>
      typeof value === 'object' && value !== null && 'permission' in value && 'name' in value,
  )
  return new Map(named.map(({ name, permission }) => [name, permission]))
}

test('each command can be reached, so that the matrix has it', () => {
  const reached = new Set([...actions().map(({ name }) => name), ...routes().map(({ over }) => over)])
  expect(commands.map(({ name }) => name).filter((name) => !reached.has(name))).toEqual([])
})

/** An Admin whose browser keeps the cookie of a session that has ended. */
async function signInAndEnd(who: Client, console: Console) {
  await signInOver(who, console, 'alexw@contoso.com')
  const kept = new Map(who.cookies)
  await who.send('/auth/sign-out', { method: 'POST', headers: { origin: console.url } })
  for (const [name, value] of kept) who.cookies.set(name, value)
}

for (const [name, account, roles] of people) {
  const actor: Actor = { oid: 'o', username: 'u', name: 'n', roles, grants: [] }
  const signedIn = account !== null

  test(`${name} gets from each action and route what their role allows`, async ({ console }) => {
    const who = client(console)
    if (account) await signInOver(who, console, account)
    else if (name === 'a forged cookie') who.cookies.set('connectors-session', 'a'.repeat(43))
    else if (name === 'an ended session') await signInAndEnd(who, console)

    const all = actions()
    expect(all.length).toBeGreaterThan(20)
    for (const action of all) {
      const command = commands.find((one) => one.name === action.name)
      expect(command, `${action.name} is in the registry`).toBeDefined()
      if (!command) continue
      const { code, done } = await act(who, console.url, action)
      const wanted = !signedIn
        ? 'unauthenticated'
        : canSomewhere(actor, command.permission)
          ? 'invalid'
          : 'forbidden'
      expect
        .soft({ action: action.name, code, done })
        .toEqual({ action: action.name, code: wanted, done: false })
      const foreign = await act(who, 'https://evil.example', action)
      expect.soft(foreign.done, `${action.name} from another site`).toBe(false)
    }

    expect(routes().length).toBeGreaterThan(5)
    for (const { method, over, address } of routes()) {
      const permission = permissions.get(over) ?? commands.find((one) => one.name === over)?.permission
      expect(permission, `${over} is a query or a command`).toBeDefined()
      if (!permission) continue
      const { status } = await who.send(address, {
        method,
        headers: { origin: console.url },
        ...(method === 'GET' ? {} : { body: '{}' }),
      })
      const wanted: Permission[] = ofContents.has(over) ? [permission, 'items.readContents'] : [permission]
      const may = signedIn && wanted.every((one) => canSomewhere(actor, one))
      if (may) expect.soft([200, 400, 404], `${method} ${address}`).toContain(status)
      else expect.soft(status, `${method} ${address}`).toBe(signedIn ? 403 : 401)
    }

    for (const page of pages()) {
      const { status, headers } = await who.send(page)
      const to = headers.get('location') ?? ''
      if (!signedIn) expect.soft(to, page).toContain('/sign-in')
      else if (roles.length === 0) expect.soft(to, page).toContain('/no-access')
      else expect.soft(status, page).toBeLessThan(500)
    }
  })
}
