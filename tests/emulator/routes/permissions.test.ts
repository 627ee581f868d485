import { expect, test } from 'vitest'
import { directoryRoles } from '../../../lib/emulator/directory/permissions'
import { graphEndpoints } from '../../../lib/emulator/matrix/matrix'
import { collected, pages, undocumented } from '../facts/permissions.json'
import { openTenant } from './calls'

type Fact = { application: string[]; delegated: string[]; onlyBeta?: boolean }
type Kind = 'application' | 'delegated'

const facts: Record<string, Fact> = { ...collected, ...pages, ...undocumented }
const kinds: Kind[] = ['application', 'delegated']
const permissions = [
  ...new Set(Object.values(facts).flatMap(({ application, delegated }) => [...application, ...delegated])),
]
const alex = '9d9e74ad-9d28-50d7-b985-144a357e8e85'
const administrator = directoryRoles['Global Administrator']

/** Somebody's own profile, and nothing else that exists. */
const addressOf = (route: string) => route.replace(':userId', alex).replace(/:\w+/g, 'none1')

async function openDoors() {
  const tenant = await openTenant()
  const tokens = Object.fromEntries(
    permissions.map((name) => [
      name,
      { application: tenant.appTokenOf(name), delegated: tenant.tokenOf(alex, name, administrator) },
    ]),
  )
  const isLetIn = async (route: string, kind: Kind, name: string) => {
    const { status, body } = await tenant.call(addressOf(route), undefined, {
      version: 'beta',
      token: tokens[name]?.[kind],
    })
    return !(status === 403 && body.error.code === 'Authorization_RequestDenied')
  }
  return { ...tenant, isLetIn, tokens }
}

test('the facts are about every call but the batch, whose requests are checked one by one', () => {
  expect([...Object.keys(facts), 'POST /$batch'].sort()).toEqual(Object.keys(graphEndpoints).sort())
})

test.each(kinds)('with %s permissions a call lets in those of its page, and no others', async (kind) => {
  const { isLetIn } = await openDoors()

  const found: Record<string, string[]> = {}
  for (const route of Object.keys(facts)) {
    found[route] = []
    for (const name of permissions) if (await isLetIn(route, kind, name)) found[route].push(name)
  }

  const wanted = Object.entries(facts).map(([route, fact]) => [
    route,
    permissions.filter((name) => fact[kind].includes(name)),
  ])
  expect(found).toEqual(Object.fromEntries(wanted))
})

test('what only beta has does not exist on v1.0, whatever the permission', async () => {
  const { call, tokens } = await openDoors()

  const found: string[] = []
  for (const [route, { application, delegated }] of Object.entries(facts)) {
    const token = application[0] ? tokens[application[0]]?.application : tokens[delegated[0] ?? '']?.delegated
    const { status, body } = await call(addressOf(route), undefined, { token })
    if (status === 400 && /Resource not found for the segment/.test(body.error.message)) found.push(route)
  }

  expect(found).toEqual(Object.keys(facts).filter((route) => facts[route]?.onlyBeta))
})
