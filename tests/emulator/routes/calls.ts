import { expect } from 'vitest'
import { Tokens } from '../../../lib/emulator/authority/tokens'
import type { EmulatorOptions } from '../../../lib/emulator/server'
import { startTestEmulator } from '../../support/emulator'
import { csdlProblems } from './csdl'

type App = 'everything' | 'configuration' | 'ingestion' | 'portal'
type Options = { app?: App; version?: 'v1.0' | 'beta'; headers?: Record<string, string>; token?: string }
/** Answers are looked into member by member, so that they stay as loose as JSON.parse leaves them. */
export type Answered = { status: number; headers: Headers; body: ReturnType<typeof JSON.parse> }

type Call = (request: string, body?: unknown, options?: Options) => Promise<Answered>

export const everyone = [{ type: 'everyone', value: 'everyone', accessType: 'grant' }]
export const ticketSchema = {
  baseType: 'microsoft.graph.externalItem',
  properties: [
    { name: 'title', type: 'string', isSearchable: true, isRetrievable: true, labels: ['title'] },
    { name: 'tags', type: 'stringCollection', isRefinable: true },
    { name: 'opened', type: 'dateTime', isQueryable: true },
    { name: 'votes', type: 'int64' },
  ],
}
export const peopleSchema = {
  baseType: 'microsoft.graph.externalItem',
  properties: [
    { name: 'account', type: 'string', labels: ['personAccount'] },
    { name: 'skills', type: 'stringCollection', labels: ['personSkills'] },
    { name: 'color', type: 'string' },
  ],
}

/** A local tenant of one test, called over HTTP with the token of one of its apps. */
export async function openTenant(options: EmulatorOptions = {}) {
  const emulator = await startTestEmulator({ seed: 'demo', ...options })

  const tokens = new Map<App, Promise<string>>()
  const token = (name: App) => {
    const known = tokens.get(name) ?? emulator.appToken(name)
    tokens.set(name, known)
    return known
  }
  const call: Call = async (
    request,
    body,
    { app = 'everything', version = 'v1.0', headers, token: given } = {},
  ) => {
    const [method = 'GET', path = ''] = request.split(/ (.*)/)
    const response = await fetch(path.startsWith('http') ? path : `${emulator.url}/${version}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${given ?? (await token(app))}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const answer = text ? JSON.parse(text) : undefined
    // Without metadata there is nothing that says what an answer is.
    const told = !/metadata=none/i.test(headers?.accept ?? '')
    if (told) expect(csdlProblems(answer)).toEqual([])
    return { status: response.status, headers: response.headers, body: answer }
  }

  const sign = (claims: object) =>
    new Tokens(emulator.tenant.store, emulator.tenantId).sign({
      aud: 'https://graph.microsoft.com',
      tid: emulator.tenantId,
      appid: appId('everything'),
      exp: Math.floor(Date.now() / 1000) + 3600,
      ...claims,
    })
  /** The token of somebody signed in: by user id, with these scopes and directory roles. */
  const tokenOf = (oid: string, scp: string, ...wids: string[]) => sign({ oid, scp, wids })
  /** The token of an app for itself. */
  const appTokenOf = (...roles: string[]) => sign({ idtyp: 'app', roles })

  const wait = (ms: number) => emulator.clock.advance(ms)
  const appId = (name: App) => emulator.apps.find((app) => app.name === name)?.clientId ?? ''

  /** A connection in state ready. */
  const ready = async (
    id: string,
    schema: object = ticketSchema,
    more: object = {},
    caller: Options = {},
  ) => {
    await call('POST /external/connections', { id, name: id, description: id, ...more }, caller)
    const { status, body } = await call(`PATCH /external/connections/${id}/schema`, schema, caller)
    if (status !== 202) throw new Error(JSON.stringify(body))
    wait(emulator.tenant.settings.provisioningMs)
  }

  return {
    call,
    wait,
    ready,
    appId,
    token,
    tokenOf,
    appTokenOf,
    emulator,
    settings: emulator.tenant.settings,
    url: emulator.url,
  }
}
