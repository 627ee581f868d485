import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { Tokens } from '../../../lib/emulator/authority/tokens'
import { openAuthority } from './sign-in'

async function signedIn(scope = 'openid profile email') {
  const authority = await openAuthority()
  const { tokens, id } = await authority.enter('megan@contoso.com', { scope })
  const ask = async (token: string, path = '/oidc/userinfo', method = 'GET') => {
    const headers = token ? { authorization: `Bearer ${token}` } : undefined
    const response = await fetch(`${authority.url}${path}`, { method, headers })
    return { status: response.status, body: (await response.json()) as Record<string, unknown>, response }
  }
  return { ...authority, ask, id, token: String(tokens.access_token), idToken: String(tokens.id_token) }
}

test('whoever signed in is described, under every address', async () => {
  const { ask, token, id, tenantId } = await signedIn()

  for (const path of [
    '/oidc/userinfo',
    '/openid/userinfo',
    `/${tenantId}/openid/userinfo`,
    '/common/openid/userinfo',
  ]) {
    for (const method of ['GET', 'POST']) {
      expect(await ask(token, path, method)).toMatchObject({
        status: 200,
        body: {
          sub: id.sub,
          name: 'Megan Bowen',
          given_name: 'Megan',
          family_name: 'Bowen',
          email: 'megan@contoso.com',
        },
      })
    }
  }
})

test('the mail address takes its scope', async () => {
  const { ask, token } = await signedIn('openid')

  expect((await ask(token)).body).not.toHaveProperty('email')
})

test('without a good token of somebody there is nothing', async () => {
  const { ask, idToken, appToken, token, tenant, tenantId } = await signedIn()
  const tokens = new Tokens(tenant.store, tenantId)
  const changed = (claims: object) => tokens.sign({ ...decodeJwt(token), ...claims })
  const old = changed({ exp: 1000 })
  const plain = changed({ scp: 'User.Read' })

  for (const bad of ['', 'nonsense', idToken, await appToken('everything'), old, plain]) {
    const { status, response } = await ask(bad)
    expect(status).toBe(401)
    expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"')
  }
})
