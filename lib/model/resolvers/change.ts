import type { Resolver } from './resolver'

/** A correction offered as a button: what it does in words, and what it changes. */
export interface Change {
  label: string
  change: Partial<Resolver>
}
