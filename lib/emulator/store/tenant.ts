import type { Settings } from '../settings'
import type { Store } from './store'

export type Tenant = {
  id: string
  name: string
  domain: string
  store: Store
  settings: Settings
  /** Milliseconds since the epoch, moved forward by the control API. Tokens do not follow it. */
  now(): number
}
