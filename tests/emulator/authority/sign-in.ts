import { createHash } from 'node:crypto'
import { decodeJwt } from 'jose'
import type { EmulatorOptions } from '../../../lib/emulator/server'
import { redirectUri, startTestEmulator } from '../../support/emulator'

export const verifier = 'a-verifier-of-at-least-forty-three-characters-so-that-it-counts'
const challenge = createHash('sha256').update(verifier).digest('base64url')

type Parameters = Record<string, string | undefined>

/** The portal's registration and a browser of its own: it keeps cookies and follows no redirect. */
export async function openAuthority(options: EmulatorOptions = {}) {
  const emulator = await startTestEmulator(options)
  const { clientId, clientSecret } = emulator.app('portal')
  const cookies = new Map<string, string>()

  const address = (changes: Parameters = {}, tenantName = emulator.tenantId) => {
    const all: Parameters = {
      client_id: clientId,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'openid profile offline_access User.Read',
      state: 'a&state',
      nonce: 'once',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...changes,
    }
    const known = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined)
    return `${emulator.url}/${tenantName}/oauth2/v2.0/authorize?${new URLSearchParams(known)}`
  }

  async function visit(url: string, form?: Record<string, string>) {
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      ...(form ? { body: new URLSearchParams(form) } : {}),
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
      redirect: 'manual',
    })
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      if (value) cookies.set(name, value)
      else cookies.delete(name)
    }
    const location = response.headers.get('location')
    const back = location === null ? undefined : new URL(location)
    return { status: response.status, text: await response.text(), back, query: queryOf(back) }
  }

  const signIn = (account: string, changes: Parameters = {}, tenantName?: string) =>
    visit(address(changes, tenantName), { account })

  const redeem = (code: string | undefined, changes: Record<string, string> = {}) =>
    emulator.askToken({
      grant_type: 'authorization_code',
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uri: redirectUri,
      code_verifier: verifier,
      code: code ?? '',
      ...changes,
    })

  const refresh = (token: string, changes: Record<string, string> = {}) =>
    emulator.askToken({
      grant_type: 'refresh_token',
      client_id: clientId,
      client_secret: clientSecret,
      refresh_token: token,
      ...changes,
    })

  /** Signs in and redeems the code. */
  const enter = async (account: string, changes: Parameters = {}) => {
    const { query } = await signIn(account, changes)
    const { body } = await redeem(query.code)
    return { tokens: body, id: decodeJwt(body.id_token), access: decodeJwt(body.access_token) }
  }

  return { ...emulator, clientId, cookies, address, visit, signIn, redeem, refresh, enter }
}

const queryOf = (url: URL | undefined): Record<string, string | undefined> =>
  Object.fromEntries(url?.searchParams ?? [])
