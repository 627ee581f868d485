/** Where a permission applies: to one connection, so that a grant can be limited to it, or to the tenant. */
type Scope = 'connection' | 'tenant'

const scopes = {
  'connections.read': 'connection',
  'connections.create': 'tenant',
  'connections.update': 'connection',
  'connections.delete': 'connection',
  'schema.edit': 'connection',
  'schema.submit': 'connection',
  'resolvers.edit': 'connection',
  'resolvers.submit': 'connection',
  'results.edit': 'connection',
  'results.preview': 'connection',
  'results.submit': 'connection',
  'checklist.confirm': 'connection',
  'sources.upload': 'connection',
  'items.readContents': 'connection',
  'items.write': 'connection',
  'groups.edit': 'connection',
  'access.check': 'connection',
  'sync.configure': 'connection',
  'sync.run': 'connection',
  'sync.readSource': 'connection',
  'sync.approveDeletions': 'connection',
  'sync.approveAccess': 'connection',
  'sync.purge': 'connection',
  'schedules.edit': 'connection',
  'schedules.pause': 'connection',
  'profileSources.read': 'tenant',
  'profileSources.register': 'tenant',
  'profileSources.reorder': 'tenant',
  'profileSources.remove': 'tenant',
  'sessions.end': 'tenant',
  'activity.read': 'tenant',
  'alerts.read': 'tenant',
  'alerts.edit': 'tenant',
} as const satisfies Record<string, Scope>

/** What somebody may do, named by what is done. */
export type Permission = keyof typeof scopes

export const permissions = Object.keys(scopes) as Permission[]

export const scopeOf = (permission: Permission): Scope => scopes[permission]
