import { expect, test } from 'vitest'
import { openAuthority } from './sign-in'

test('whoever is signed in goes straight on, unless the app asks otherwise', async () => {
  const { signIn, visit, address } = await openAuthority()
  await signIn('alexw@contoso.com')

  expect((await visit(address())).query.code).toBeDefined()
  expect((await visit(address({ prompt: 'none' }))).query.code).toBeDefined()
  expect((await visit(address({ login_hint: 'Alexw@contoso.com' }))).query.code).toBeDefined()
  expect((await visit(address({ prompt: 'select_account' }))).status).toBe(200)
  expect((await visit(address({ prompt: 'login' }))).status).toBe(200)
  expect((await visit(address({ login_hint: 'megan@contoso.com' }))).status).toBe(200)
})

test('a login hint puts its account first', async () => {
  const { visit, address } = await openAuthority()

  const { text } = await visit(address({ login_hint: 'aliciat@contoso.com' }))

  expect(/name="account" value="([^"]+)"/.exec(text)?.[1]).toBe('aliciat@contoso.com')
})

test('signing out ends the session and returns to a registered address only', async () => {
  const { signIn, visit, address, url, tenantId, cookies } = await openAuthority()
  const logout = (uri: string, path = 'oauth2/v2.0/logout') =>
    visit(`${url}/${tenantId}/${path}?post_logout_redirect_uri=${encodeURIComponent(uri)}`)
  await signIn('alexw@contoso.com')
  const kept = cookies.get('ESTSAUTH')

  expect((await logout('http://127.0.0.1:3000/sign-in')).back?.href).toBe('http://127.0.0.1:3000/sign-in')
  expect(cookies.has('ESTSAUTH')).toBe(false)
  cookies.set('ESTSAUTH', kept ?? '')
  expect((await visit(address({ prompt: 'none' }))).query.error).toBe('login_required')
  for (const path of ['oauth2/v2.0/logout', 'oauth2/logout']) {
    await signIn('alexw@contoso.com')
    const form = { post_logout_redirect_uri: 'http://127.0.0.1:3000/' }
    expect((await visit(`${url}/${tenantId}/${path}`, form)).back?.href).toBe(form.post_logout_redirect_uri)
    expect(cookies.has('ESTSAUTH')).toBe(false)
  }
  expect(await logout('https://evil.example/')).toMatchObject({ status: 200, back: undefined })
  expect((await logout('http://127.0.0.1:3000/', 'oauth2/logout')).back?.href).toBe('http://127.0.0.1:3000/')
  expect(await logout('no address')).toMatchObject({ status: 200, back: undefined })
})

test('an answer can travel in a form or in the fragment, with nothing left unescaped', async () => {
  const { signIn } = await openAuthority()
  const state = '"><script>alert(1)</script>'

  const form = await signIn('alexw@contoso.com', { response_mode: 'form_post', state })
  expect(form.status).toBe(200)
  expect(form.text).toContain('name="code"')
  expect(form.text).not.toContain('<script>alert')
  const fragment = await signIn('alexw@contoso.com', { response_mode: 'fragment', state })
  expect(new URLSearchParams(fragment.back?.hash.slice(1)).get('state')).toBe(state)
})

test('the sign-in page escapes what the address brings', async () => {
  const { visit, address } = await openAuthority()

  const { text } = await visit(address({ state: '"><img>', nonce: "'><img>" }))

  expect(text).not.toContain('<img>')
})

test('the shared names lead to this tenant', async () => {
  const { signIn, redeem, url } = await openAuthority()
  const document = async (name: string) =>
    (await (await fetch(`${url}/${name}/v2.0/.well-known/openid-configuration`)).json()) as { issuer: string }

  expect((await document('organizations')).issuer).toBe(`${url}/{tenantid}/v2.0`)
  const { query } = await signIn('alexw@contoso.com', {}, 'common')
  expect((await redeem(query.code)).status).toBe(200)
})

test('addresses follow the host and scheme that the client used', async () => {
  const { url, tenantId } = await openAuthority()
  const path = `${url}/${tenantId}/v2.0/.well-known/openid-configuration`

  const document = await (await fetch(path, { headers: { 'x-forwarded-proto': 'https' } })).json()

  expect(document).toMatchObject({
    issuer: `${url.replace('http', 'https')}/${tenantId}/v2.0`,
    token_endpoint: `${url.replace('http', 'https')}/${tenantId}/oauth2/v2.0/token`,
  })
})
