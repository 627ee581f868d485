import { expect, test } from 'vitest'
import { permissionIds } from '../../../lib/emulator/directory/permission-ids'
import { findApp, saveApp } from '../../../lib/emulator/seed/apps'
import { type DirectoryRole, seedUsers } from '../../../lib/emulator/seed/users'
import type { EmulatorOptions } from '../../../lib/emulator/server'
import { openAuthority } from './sign-in'

const openId = 'openid profile offline_access'
const wide = `${openId} https://graph.microsoft.com/User.Read.All`
const basic = `${openId} User.ReadBasic.All`
const member = 'megan@contoso.com'
const administrator = 'admin@contoso.com'
const required = { error: 'invalid_grant', suberror: 'consent_required', error_codes: [65001] }

async function open(options: EmulatorOptions = {}) {
  const authority = await openAuthority(options)
  const { visit, address, tenant, clientId, redeem, askToken } = authority
  const { store } = tenant
  /** Signs in, and answers the consent page if there is one. */
  const decide = async (account: string, scope: string, choice: Record<string, string>) => {
    const asked = await visit(address({ scope, prompt: 'select_account' }), { account })
    expect(asked.text).toMatch(/Permissions requested|Need admin approval/)
    const action = /<form method="post" action="([^"]+)"/.exec(asked.text)?.[1] ?? ''
    const query = action.replaceAll('&#38;', '&')
    const { pathname, origin } = new URL(address())
    return visit(`${origin}${pathname}${query}`, { account, ...choice })
  }
  const registration = () => {
    const app = findApp(store, clientId)
    if (!app) throw new Error('There is no portal.')
    return app
  }
  /** The page for administrators, as the app links to it. */
  const adminConsent = (
    parameters: Record<string, string>,
    form?: Record<string, string>,
    path = 'v2.0/adminconsent',
  ) => {
    const query = new URLSearchParams({ client_id: clientId, ...parameters })
    return visit(`${authority.url}/${authority.tenantId}/${path}?${query}`, form)
  }
  const request = (application: string[], delegated: string[]) =>
    saveApp(store, { ...registration(), requested: { application, delegated } })
  const appScopes = async () => {
    const { clientSecret } = registration()
    const form = { client_id: clientId, client_secret: clientSecret, grant_type: 'client_credentials' }
    const { body } = await askToken({ ...form, scope: 'https://graph.microsoft.com/.default' })
    const [, payload = ''] = String(body.access_token).split('.')
    return JSON.parse(Buffer.from(payload, 'base64url').toString()).roles
  }
  const scopeOf = async (code: string | undefined) => String((await redeem(code)).body.scope).split(' ')
  return { ...authority, decide, adminConsent, request, appScopes, scopeOf, registration }
}

/** Gives somebody a role of the directory. */
function promote({ tenant }: Awaited<ReturnType<typeof open>>, account: string, role: DirectoryRole) {
  const sql = "update users set body = json_set(body, '$.directoryRole', ?) where userPrincipalName = ?"
  tenant.store.run(sql, role, account)
}

test('what nobody has consented to is refused, silently and for a refresh token', async () => {
  const { enter, visit, address, refresh } = await open()
  const { tokens } = await enter(member)

  expect(await refresh(tokens.refresh_token, { scope: wide })).toMatchObject({ status: 400, body: required })
  const { query } = await visit(address({ scope: wide, prompt: 'none' }))
  expect(query).toMatchObject({ error: 'interaction_required', state: 'a&state' })
  expect(query.error_description).toMatch(
    /^AADSTS65001: The user or administrator has not consented to use the application with ID '.+' named 'portal'\./,
  )
  expect(await refresh(tokens.refresh_token, { scope: `${openId} User.Read` })).toMatchObject({ status: 200 })
})

test('somebody consents for themselves, once, to what needs no administrator', async () => {
  const { decide, visit, address, scopeOf, signIn } = await open()

  const { query } = await decide(member, basic, { consent: 'accept' })

  expect(await scopeOf(query.code)).toContain('User.ReadBasic.All')
  expect((await visit(address({ scope: basic }))).query.code).toBeDefined()
  expect((await signIn('luisg@contoso.com', { scope: basic })).text).toContain('Permissions requested')
})

test('who declines sends the app away', async () => {
  const { decide } = await open()

  expect((await decide(member, basic, { consent: 'cancel' })).query).toMatchObject({
    error: 'access_denied',
    error_description: expect.stringMatching(/^AADSTS65004/),
  })
  expect((await decide(member, wide, { consent: 'cancel' })).query).toMatchObject({ error: 'access_denied' })
})

test('what needs an administrator is not had by accepting it', async () => {
  const { decide, signIn, registration } = await open()

  const { status, text } = await decide(member, wide, { consent: 'accept', organization: '1' })

  expect([status, text.includes('AADSTS90094')]).toEqual([200, true])
  expect(registration().delegatedPermissions).not.toContain('User.Read.All')
  expect((await signIn(member, { scope: wide })).query.code).toBeUndefined()
  await decide(member, basic, { consent: 'accept', organization: '1' })
  expect(registration().delegatedPermissions).not.toContain('User.ReadBasic.All')
})

test('an administrator consents for themselves or for everybody', async () => {
  const one = await open()
  await one.decide(administrator, wide, { consent: 'accept' })
  expect((await one.signIn(member, { scope: wide })).text).toContain('Need admin approval')

  const all = await open()
  await all.decide(administrator, wide, { consent: 'accept', organization: '1' })
  expect(await all.scopeOf((await all.signIn(member, { scope: wide })).query.code)).toContain('User.Read.All')
})

test('the page can be asked for again', async () => {
  const { signIn } = await open()

  expect((await signIn(member, { prompt: 'consent' })).text).toContain('Permissions requested')
  expect((await signIn(member)).query.code).toBeDefined()
})

test('.default stands for what the registration asks for until there is consent, then for that', async () => {
  const { signIn, request, scopeOf, registration, tenant } = await open()
  const scope = `${openId} https://graph.microsoft.com/.default`
  request([], ['User.Read.All'])

  expect(await scopeOf((await signIn(member, { scope })).query.code)).toEqual([
    'User.Read',
    'ExternalItem.Read.All',
    'openid',
    'profile',
  ])
  saveApp(tenant.store, { ...registration(), delegatedPermissions: [] })
  expect((await signIn(member, { scope })).text).toContain('User.Read.All')
})

test('an administrator grants a registration all it asks for', async () => {
  const { adminConsent, request, appScopes, signIn } = await open()
  request(['ExternalItem.ReadWrite.OwnedBy'], ['User.Read.All'])
  const scope = 'https://graph.microsoft.com/.default'
  const to = { redirect_uri: 'http://127.0.0.1:3000/auth/callback', state: 'a&state' }
  expect(await appScopes()).toEqual([])
  expect((await adminConsent({ scope, ...to })).text).toContain('Pick an account')

  const shown = await adminConsent({ scope, ...to }, { account: administrator })
  expect(shown.text).toContain('ExternalItem.ReadWrite.OwnedBy')
  const { query } = await adminConsent({ scope, ...to }, { account: administrator, consent: 'accept' })

  const tenant = '7d5c6a0e-3b0f-4f0c-9b4e-6a1d2c7e8f10'
  expect(query).toEqual({ admin_consent: 'True', tenant, scope, state: 'a&state' })
  expect(await appScopes()).toEqual(['ExternalItem.ReadWrite.OwnedBy'])
  expect((await signIn(member, { scope: wide })).query.code).toBeDefined()
})

test('the page of old has no scope, and may be opened by hand', async () => {
  const { adminConsent, request, appScopes } = await open()
  request(['User.Read.All'], [])
  expect((await adminConsent({}, undefined, 'adminconsent')).text).toContain('Pick an account')

  const { query } = await adminConsent({}, { account: administrator, consent: 'accept' }, 'adminconsent')

  expect(query).toEqual({ admin_consent: 'True', tenant: expect.any(String) })
  expect(await appScopes()).toEqual(['User.Read.All'])
})

test('scopes by name are granted alone', async () => {
  const { adminConsent, request, registration } = await open()
  request(['User.Read.All'], ['Directory.Read.All'])

  await adminConsent({ scope: 'openid User.Read.All' }, { account: administrator, consent: 'accept' })

  expect(registration()).toMatchObject({
    permissions: [],
    delegatedPermissions: ['User.Read', 'ExternalItem.Read.All', 'User.Read.All'],
  })
})

test('who declines for the tenant is told to the app', async () => {
  const { adminConsent } = await open()

  const { query } = await adminConsent({}, { account: administrator, consent: 'cancel' }, 'adminconsent')

  expect(query).toMatchObject({ admin_consent: 'True', error: 'consent_required' })
})

test('what is wrong with a request for consent is shown', async () => {
  const { adminConsent } = await open()
  const cases = [
    [{ client_id: crypto.randomUUID() }, 700016],
    [{ redirect_uri: 'https://evil.example/' }, 50011],
    [{ scope: 'Nothing.Such' }, 650053],
    [{}, 900144],
  ] as const

  for (const [parameters, code] of cases) {
    const { status, text, back } = await adminConsent(parameters)
    expect([status, back, text.includes(`AADSTS${code}`)]).toEqual([400, undefined, true])
  }
})

const applications = Object.entries(permissionIds).filter(([, { application }]) => application)
const ofConnectors = applications.map(([name]) => name).filter((name) => name.startsWith('External'))
const others = applications.map(([name]) => name).filter((name) => !name.startsWith('External'))

test.each([
  ['Global Administrator', [...ofConnectors, ...others], [...ofConnectors, ...others]],
  ['Privileged Role Administrator', [...ofConnectors, ...others], [...ofConnectors, ...others]],
  ['Application Administrator', [], [...ofConnectors, ...others]],
  ['Cloud Application Administrator', [], [...ofConnectors, ...others]],
  ['AI Administrator', ofConnectors, ofConnectors],
  ['Search Administrator', [], []],
  ['People Administrator', [], []],
  ['Global Reader', [], []],
] as const)('a %s consents for the tenant to what the role may', async (role, application, delegated) => {
  const authority = await open()
  const { adminConsent, request, registration, tenant } = authority
  promote(authority, member, role)
  const before = registration()
  const granted = { application: [] as string[], delegated: [] as string[] }

  for (const kind of ['application', 'delegated'] as const) {
    for (const [name] of applications) {
      saveApp(tenant.store, { ...before, permissions: [], delegatedPermissions: [] })
      request(kind === 'application' ? [name] : [], kind === 'delegated' ? [name] : [])
      await adminConsent({}, { account: member, consent: 'accept' }, 'adminconsent')
      const { permissions, delegatedPermissions } = registration()
      granted[kind].push(...(kind === 'application' ? permissions : delegatedPermissions))
    }
  }

  expect(granted.application.sort()).toEqual([...application].sort())
  expect(granted.delegated.sort()).toEqual([...delegated].sort())
})

test('an administrator of another tenant is none here', async () => {
  const authority = await open()
  promote(authority, 'sam@fabrikam.com', 'Global Administrator')

  const form = { account: 'sam@fabrikam.com', consent: 'accept' }
  expect((await authority.adminConsent({}, form, 'adminconsent')).text).toContain('Need admin approval')
})

test('a device waits for consent too', async () => {
  const { url, app, askToken } = await open()
  const { clientId } = app('portal')
  const start = await fetch(`${url}/organizations/oauth2/v2.0/devicecode`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: clientId, scope: basic }),
  })
  const device = (await start.json()) as { user_code: string; device_code: string; verification_uri: string }
  const enter = async (form: Record<string, string>) => {
    const body = new URLSearchParams({ otc: device.user_code, account: member, ...form })
    return (await fetch(device.verification_uri, { method: 'POST', body })).text()
  }
  const poll = () =>
    askToken({ grant_type: 'device_code', client_id: clientId, device_code: device.device_code })

  expect(await enter({})).toContain('Permissions requested')
  expect(await poll()).toMatchObject({ body: { error: 'authorization_pending' } })
  expect(await enter({ consent: 'accept' })).toContain('You have signed in')
  expect((await poll()).body.scope).toContain('User.ReadBasic.All')
})

test('every app of the seed has consent, so that nobody has to click', async () => {
  const { signIn, apps } = await open()

  for (const { clientId, name } of apps) {
    const desktop = { client_id: clientId, redirect_uri: 'http://localhost:1', scope: `${openId} User.Read` }
    expect((await signIn(seedUsers[0]?.userPrincipalName ?? '', desktop)).query.code, name).toBeDefined()
  }
})
