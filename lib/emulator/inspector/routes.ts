import type { ControlParts } from '../control/control'
import type { Answer } from '../kernel/http'
import { connectionPage } from './connection'
import { faultsPage } from './faults'
import { itemPage } from './item'
import { notThere } from './page'
import { profilePage, profilesPage } from './profiles'
import { requestPage, requestsPage } from './requests'
import { tenantPage } from './tenant'

export const isInspector = (path: string) => path === '/' || /^\/inspector(\/|$)/.test(path)

/** Pages that show what the tenant holds, to see what a client did to it. They are read-only. */
export function inspect(parts: ControlParts, path: string, query: URLSearchParams, baseUrl: string): Answer {
  const [section, id, kind, itemId, ...more] = path.split('/').slice(2).map(decoded)
  if (path === '/') return tenantPage(parts, baseUrl)
  if (more.length === 0 && section === 'connections' && id !== undefined) {
    if (kind === undefined) return connectionPage(parts, id, query)
    if (kind === 'items' && itemId !== undefined) return itemPage(parts, id, itemId)
  }
  if (kind === undefined && section === 'profiles') {
    return id === undefined ? profilesPage(parts) : profilePage(parts, id)
  }
  if (kind === undefined && section === 'requests') {
    return id === undefined ? requestsPage(parts, query) : requestPage(parts, Number(id))
  }
  if (id === undefined && section === 'faults') return faultsPage(parts)
  return notThere('page')
}

function decoded(segment: string) {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
