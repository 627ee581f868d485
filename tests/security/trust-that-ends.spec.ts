import { request } from 'node:http'
import { client, signInOver } from '../support/client'
import { expect, test } from '../support/console'
import { haveConnection, sourceUrl } from '../support/steps'
import { act, actions } from './act'

const actionOf = (name: string) => {
  const action = actions().find((one) => one.name === name)
  if (!action) throw new Error(`The build has no action ${name}.`)
  return action
}

test('a session that was ended is over at once, in every place', async ({ console }) => {
  const [here, there, megan] = [client(console), client(console), client(console)]
  await signInOver(here, console, 'alexw@contoso.com')
  await signInOver(there, console, 'alexw@contoso.com')
  await signInOver(megan, console, 'megan@contoso.com')
  const polled = (who: typeof here) => who.send('/api/activity/export').then(({ status }) => status)
  expect([await polled(there), await polled(megan)]).toEqual([200, 200])

  // Of others only an Admin ends sessions.
  const refused = await act(megan, console.url, actionOf('endOtherSessions'), {
    username: 'alexw@contoso.com',
  })
  expect(refused).toMatchObject({ code: 'forbidden', done: false })
  for (const username of ['alexw@contoso.com', 'megan@contoso.com'])
    expect(await act(here, console.url, actionOf('endOtherSessions'), { username })).toMatchObject({
      done: true,
    })

  expect([await polled(here), await polled(there), await polled(megan)]).toEqual([200, 401, 401])
  expect((await there.send('/connections')).headers.get('location')).toContain('/sign-in')
})

test('who reads connections sees the form of people data, not its contents', async ({ console }) => {
  await haveConnection(console, 'people', { id: 'hrsystem', name: 'HR system' })
  const admin = client(console)
  await signInOver(admin, console, 'alexw@contoso.com')
  const headers = { origin: console.url }
  const body = 'userPrincipalName,skills\nmegan@contoso.com,Welding\n'
  await admin.send('/api/connections/hrsystem/uploads?fileName=hr.csv', { method: 'PUT', headers, body })

  for (const account of ['megan@contoso.com', 'luisg@contoso.com']) {
    const who = client(console)
    await signInOver(who, console, account)
    const page = await (await who.send('/connections/hrsystem/sync')).text()
    expect(page).toContain('skills')
    expect(page).not.toContain('Welding')
  }
})

test('an order of profile sources takes what is there or registered', async ({ console }) => {
  const source = 'https://hr.contoso.com'
  await haveConnection(console, 'people', { id: 'hrsystem', name: 'HR system', source })
  const who = client(console)
  await signInOver(who, console, 'alexw@contoso.com')
  const order = async () => (await console.state()).profilePropertySettings[0]?.prioritizedSourceUrls
  const seen = (await order()) ?? []
  for (const url of [sourceUrl('nobody'), 'https://evil.example/', `${sourceUrl('hrsystem')}?x=1`]) {
    const input = { seen, wanted: [...seen, url] }
    expect(await act(who, console.url, actionOf('reorderSources'), input)).toMatchObject({ code: 'invalid' })
  }
  expect(await order()).toEqual(seen)
})

/** Asks with any `Host`, which `fetch` does not let one choose. */
const underHost = (url: string, host: string, headers: Record<string, string> = {}) =>
  new Promise<{ status: number; text: string }>((done, failed) => {
    const method = headers['next-action'] ? 'POST' : 'GET'
    request(url, { method, headers: { ...headers, host } }, async (response) => {
      let text = ''
      for await (const part of response) text += part
      done({ status: response.statusCode ?? 0, text })
    })
      .on('error', failed)
      .end()
  })

test('a proxy that rewrites Host is told both values', async ({ console }) => {
  const { status, text } = await underHost(console.url, 'inner:8080', {
    'next-action': 'x',
    origin: console.url,
  })

  expect(status).toBe(400)
  expect(text).toContain('"inner:8080"')
  expect(text).toContain(`${new URL(console.url).host} (PUBLIC_URL)`)
})

test('the local tenant answers under its own names only, and the console says whose it is', async ({
  console,
}) => {
  const { graph } = console.ready
  const own = await underHost(`${graph}/v1.0/external/connections`, new URL(graph).host)
  const rebound = await underHost(`${graph}/v1.0/external/connections`, 'evil.example')
  const control = await underHost(`${graph}/_emulator/state`, 'evil.example')

  expect(own.status).toBe(401)
  expect(rebound.status).toBe(421)
  expect(control.status).toBe(403)
  expect(await (await fetch(`${console.url}/sign-in`)).text()).toContain('anybody on this machine can use it')
})
