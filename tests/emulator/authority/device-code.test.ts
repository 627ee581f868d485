import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { startTestEmulator } from '../../support/emulator'

const grantType = 'urn:ietf:params:oauth:grant-type:device_code'
const scope = 'openid profile offline_access https://graph.microsoft.com/ExternalItem.Read.All'

/** A client without a browser, and a browser elsewhere. */
async function begin(tenantName = 'organizations') {
  const emulator = await startTestEmulator()
  const { clientId, clientSecret } = emulator.app('everything')
  const response = await fetch(`${emulator.url}/${tenantName}/oauth2/v2.0/devicecode`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: clientId, scope }),
  })
  const device = (await response.json()) as {
    user_code: string
    device_code: string
    verification_uri: string
  }

  const enter = async (form: Record<string, string>) => {
    const entered = await fetch(device.verification_uri, { method: 'POST', body: new URLSearchParams(form) })
    return { status: entered.status, text: await entered.text() }
  }
  const poll = (changes: Record<string, string> = {}) =>
    emulator.askToken({
      grant_type: grantType,
      client_id: clientId,
      device_code: device.device_code,
      ...changes,
    })
  return { ...emulator, clientId, clientSecret, device, enter, poll }
}

test('a code is shown, entered elsewhere, and exchanged once', async () => {
  const { device, enter, poll, url, graph, tenantId } = await begin()
  expect(device).toEqual({
    user_code: expect.stringMatching(/^[A-Z2-9]{9}$/),
    device_code: expect.any(String),
    verification_uri: `${url}/devicelogin`,
    expires_in: 900,
    interval: 5,
    message: expect.stringContaining(`enter the code ${device.user_code}`),
  })
  expect(await poll()).toMatchObject({
    status: 400,
    body: { error: 'authorization_pending', error_codes: [70016] },
  })

  const typed = `${device.user_code.slice(0, 4)}-${device.user_code.slice(4)}`.toLowerCase()
  expect((await enter({ otc: typed })).text).toContain('everything')
  const { text } = await enter({ otc: device.user_code, account: 'alland@contoso.com' })
  expect(text).toContain('You have signed in on your device')

  // The short name of the grant is what MSAL for Node sends.
  const { status, body } = await poll({ client_info: '1', grant_type: 'device_code' })
  expect(status).toBe(200)
  expect(decodeJwt(body.id_token)).toMatchObject({ preferred_username: 'alland@contoso.com', tid: tenantId })
  expect(body.scope).toContain('ExternalItem.Read.All')
  expect(await graph(body.access_token, 'GET', '/v1.0/me')).toMatchObject({ status: 403 })
  expect(await poll()).toMatchObject({ status: 400, body: { error: 'bad_verification_code' } })
  expect((await enter({ otc: device.user_code })).status).toBe(400)
})

test('its refresh token needs no secret either, unlike those of other clients', async () => {
  const { device, enter, poll, askToken, clientId, clientSecret } = await begin()
  await enter({ otc: device.user_code, account: 'alexw@contoso.com' })
  const { body } = await poll()
  const refresh = (token: string, more = {}) =>
    askToken({ grant_type: 'refresh_token', client_id: clientId, refresh_token: token, ...more })

  const again = await refresh(body.refresh_token)
  expect(again).toMatchObject({ status: 200, body: { refresh_token: expect.any(String) } })
  const proven = await refresh(again.body.refresh_token, { client_secret: clientSecret })
  expect(await refresh(proven.body.refresh_token)).toMatchObject({
    status: 401,
    body: { error: 'invalid_client' },
  })
  expect(await refresh(again.body.refresh_token, { client_secret: 'wrong' })).toMatchObject({ status: 401 })
})

test('who cancels ends the waiting', async () => {
  const { device, enter, poll } = await begin()

  await enter({ otc: device.user_code, cancel: '1' })

  expect(await poll()).toMatchObject({ status: 400, body: { error: 'authorization_declined' } })
})

test('a code that is too old is refused on both sides', async () => {
  const { device, enter, poll, tenant } = await begin()
  tenant.store.run('update deviceCodes set expiresAt = ?', Date.now() - 1)

  expect(await poll()).toMatchObject({ status: 400, body: { error: 'expired_token' } })
  expect((await enter({ otc: device.user_code })).text).toContain('didn’t work')
})

test('what is wrong with a request is told', async () => {
  const { poll, url, app, clientId, enter } = await begin()
  const start = async (form: Record<string, string>) => {
    const body = new URLSearchParams(form)
    const response = await fetch(`${url}/common/oauth2/v2.0/devicecode`, { method: 'POST', body })
    return (await response.json()) as unknown
  }

  expect(await poll({ device_code: 'other' })).toMatchObject({ body: { error: 'bad_verification_code' } })
  expect(await poll({ device_code: '' })).toMatchObject({ body: { error_codes: [900144] } })
  expect(await poll({ client_id: app('portal').clientId })).toMatchObject({
    body: { error: 'bad_verification_code' },
  })
  expect(await start({ scope })).toMatchObject({ error_codes: [900144] })
  expect(await start({ client_id: clientId })).toMatchObject({ error_codes: [900144] })
  expect(await start({ client_id: crypto.randomUUID(), scope })).toMatchObject({ error_codes: [700016] })
  const { status, text } = await enter({ otc: '"><img>' })
  expect([status, text.includes('<img>')]).toEqual([400, false])
})

test('the page is found under Entra’s path too, and takes a code along', async () => {
  const { url, device } = await begin()

  for (const path of ['/devicelogin', '/common/oauth2/deviceauth', '/DeviceLogin/']) {
    const response = await fetch(`${url}${path}?otc=${device.user_code}`)
    expect(response.status).toBe(200)
    expect(await response.text()).toContain(`value="${device.user_code}"`)
    const body = new URLSearchParams({ otc: device.user_code })
    const entered = await fetch(`${url}${path}`, { method: 'POST', body })
    expect(await entered.text()).toContain('Pick an account')
  }
})
