import { request } from 'node:http'
import { client, signInOver } from '../support/client'
import { expect, test } from '../support/console'
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
