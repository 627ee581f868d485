import { applicationPermissions, delegatedPermissions } from '../directory/permissions'
import { listOf, members, optionalText, Wrong } from '../kernel/wrong'
import { isGuid } from '../rules/members'
import type { Store } from '../store/store'
import { findUser } from './accounts'
import { type App, findApp, listApps, saveApp } from './apps'

const names = [
  'name',
  'clientId',
  'clientSecret',
  'permissions',
  'delegatedPermissions',
  'requested',
  'redirectUris',
  'appRoles',
]

/** Adds an app registration with what it was granted, as an administrator would in Entra. */
export function addApp(store: Store, value: unknown): App {
  const sent = members(value, 'An app')
  const unknown = Object.keys(sent).find((name) => !names.includes(name))
  if (unknown !== undefined) throw new Wrong(`An app has no ${unknown}.`)
  const name = optionalText(sent.name, 'name')?.trim()
  if (!name) throw new Wrong('An app has a name.')
  if (listApps(store).some((app) => app.name === name)) throw new Wrong(`There is an app ${name} already.`)
  const clientId = readId(sent.clientId, name)
  if (findApp(store, clientId)) throw new Wrong(`There is an app with the clientId ${clientId} already.`)
  const { application, delegated } = members(sent.requested, 'requested')
  const app: App = {
    name,
    clientId,
    objectId: crypto.randomUUID(),
    clientSecret: optionalText(sent.clientSecret, 'clientSecret') ?? crypto.randomUUID(),
    permissions: permissionsOf(sent.permissions, 'permissions', applicationPermissions),
    delegatedPermissions: permissionsOf(
      sent.delegatedPermissions,
      'delegatedPermissions',
      delegatedPermissions,
    ),
    requested: {
      application: permissionsOf(application, 'requested.application', applicationPermissions),
      delegated: permissionsOf(delegated, 'requested.delegated', delegatedPermissions),
    },
    redirectUris: textsOf(sent.redirectUris, 'redirectUris').map(readUri),
    appRoles: rolesOf(store, sent.appRoles),
  }
  saveApp(store, app)
  return app
}

function readId(value: unknown, name: string) {
  const id = optionalText(value, 'clientId')?.toLowerCase() ?? crypto.randomUUID()
  if (!isGuid(id)) throw new Wrong(`The clientId of ${name} is a GUID.`)
  return id
}

function textsOf(value: unknown, name: string): string[] {
  return listOf(value, name).map((one) => {
    if (typeof one !== 'string') throw new Wrong(`${name} is an array of text.`)
    return one
  })
}

/** Returns the names in their official spelling. An unknown name would grant nothing. */
function permissionsOf(value: unknown, name: string, known: readonly string[]) {
  return textsOf(value, name).map((text) => {
    const found = known.find((one) => one.toLowerCase() === text.toLowerCase())
    if (!found) throw new Wrong(`${name} holds ${text}, which is none of ${known.join(', ')}.`)
    return found
  })
}

function readUri(uri: string) {
  if (!URL.canParse(uri)) throw new Wrong(`redirectUris holds ${uri}, which is no URL.`)
  return uri
}

function rolesOf(store: Store, value: unknown) {
  const roles = Object.entries(members(value, 'appRoles')).map(([user, held]) => {
    if (!findUser(store, user)) throw new Wrong(`appRoles names ${user}, who is no user.`)
    return [user.toLowerCase(), textsOf(held, `appRoles of ${user}`)] as const
  })
  return Object.fromEntries(roles)
}
