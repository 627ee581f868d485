import type { Console } from './start-console'

/** Somebody who speaks HTTP to the console, with the cookies of a browser and without its manners. */
export interface Client {
  cookies: Map<string, string>
  send(path: string, init?: RequestInit): Promise<Response>
}

export function client(console: Pick<Console, 'url'>): Client {
  const cookies = new Map<string, string>()
  return {
    cookies,
    async send(path, init = {}) {
      const headers = new Headers(init.headers)
      // A connection that was kept may be closed at the moment in which it is used again.
      headers.set('connection', 'close')
      if (cookies.size > 0)
        headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
      const url = new URL(path, console.url)
      const response = await fetch(url, { redirect: 'manual', ...init, headers })
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        if (value) cookies.set(name, value)
        else cookies.delete(name)
      }
      return response
    },
  }
}

/** Starts a sign-in and answers where the browser is sent on to. */
export async function startSignIn(
  who: Client,
  console: Pick<Console, 'url'>,
  returnTo = '/',
): Promise<string> {
  const body = new URLSearchParams({ returnTo })
  const response = await who.send('/auth/start', { method: 'POST', body, headers: { origin: console.url } })
  const [, url] = /url=(.*)$/.exec(response.headers.get('refresh') ?? '') ?? []
  if (!url) throw new Error(`The sign-in did not start: ${response.status}`)
  return url
}

/** Signs in the whole way, and answers where the console leads to afterwards. */
export async function signInOver(
  who: Client,
  console: Pick<Console, 'url'>,
  account: string,
  returnTo = '/',
): Promise<string> {
  const chosen = await fetch(await startSignIn(who, console, returnTo), {
    method: 'POST',
    body: new URLSearchParams({ account }),
    redirect: 'manual',
  })
  const back = new URL(chosen.headers.get('location') ?? '')
  const answer = await who.send(`${back.pathname}${back.search}`)
  return answer.headers.get('location') ?? `answered ${answer.status}`
}
