import { createHash, randomBytes, randomInt } from 'node:crypto'
import type { Answer } from '../kernel/http'
import { findUserById } from '../seed/accounts'
import type { Store } from '../store/store'
import { findClient } from './client'
import {
  authorizationPending,
  declinedAuthorization,
  expiredDeviceCode,
  unknownDeviceCode,
} from './device-errors'
import { invalidGrant, missingParameter } from './entra-error'
import { userTokens } from './issue'
import type { AuthorityRequest } from './request'
import { audienceOfScopes, delegatedScopes } from './scopes'

export const devicePath = '/devicelogin'

const lifeSeconds = 900
const intervalSeconds = 5
// Letters and digits that are not easily confused.
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

export type DeviceCode = {
  hash: string
  userCode: string
  clientId: string
  scopes: string
  expiresAt: number
  declined: number
  userId: string | null
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('base64url')

/** The start of the device code flow. It needs no secret, but a secret that is sent has to be right. */
export async function startDeviceCode(request: AuthorityRequest): Promise<Answer> {
  const { tenant, form, baseUrl } = request
  const { app } = await findClient(request)
  const scopes = delegatedScopes(form.get('scope'), app, baseUrl)
  const secret = randomBytes(48).toString('base64url')
  const userCode = Array.from({ length: 9 }, () => letters[randomInt(letters.length)]).join('')
  tenant.store.run('delete from deviceCodes where expiresAt < ?', Date.now() - 24 * 3600_000)
  tenant.store.run(
    'insert into deviceCodes (hash, userCode, clientId, scopes, expiresAt) values (?, ?, ?, ?, ?)',
    hashOf(secret),
    userCode,
    app.clientId,
    JSON.stringify({ scopes, audience: audienceOfScopes(form.get('scope'), baseUrl) }),
    Date.now() + lifeSeconds * 1000,
  )
  const page = `${baseUrl}${devicePath}`
  const body = {
    user_code: userCode,
    device_code: secret,
    verification_uri: page,
    expires_in: lifeSeconds,
    interval: intervalSeconds,
    message: `To sign in, use a web browser to open the page ${page} and enter the code ${userCode} to authenticate.`,
  }
  return { status: 200, body }
}

/** What a client asks every few seconds until somebody has entered its code. */
export async function redeemDeviceCode(request: AuthorityRequest) {
  const { app, isProven } = await findClient(request)
  const { store } = request.tenant
  const secret = request.form.get('device_code') ?? request.form.get('code')
  if (!secret) throw missingParameter('device_code')
  const found = store.get<DeviceCode>('select * from deviceCodes where hash = ?', hashOf(secret))
  if (found?.clientId !== app.clientId) throw unknownDeviceCode()
  if (found.declined) throw declinedAuthorization()
  if (found.expiresAt <= Date.now()) throw expiredDeviceCode()
  if (found.userId === null) throw authorizationPending()
  const user = findUserById(store, found.userId)
  if (!user?.accountEnabled) throw invalidGrant()
  store.run('delete from deviceCodes where hash = ?', found.hash)
  return userTokens(request, { app, user, ...askedBy(found), isPublic: !isProven })
}

/** What a client asked for when it began. */
export const askedBy = ({ scopes }: DeviceCode) =>
  JSON.parse(scopes) as { scopes: string[]; audience: string }

/** The code that somebody typed, in any case and with any gaps, unless it is spent or too old. */
export function findUserCode(store: Store, typed: string) {
  const userCode = typed.replace(/[\s-]/g, '').toUpperCase()
  const found = store.get<DeviceCode>('select * from deviceCodes where userCode = ?', userCode)
  const isOpen = found && !found.declined && found.userId === null && found.expiresAt > Date.now()
  return isOpen ? found : undefined
}

export const approveDevice = (store: Store, { hash }: DeviceCode, userId: string) =>
  store.run('update deviceCodes set userId = ? where hash = ?', userId, hash)

export const declineDevice = (store: Store, { hash }: DeviceCode) =>
  store.run('update deviceCodes set declined = 1 where hash = ?', hash)
