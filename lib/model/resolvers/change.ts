import type { Resolver } from './resolver'

/** A fix offered as a button: its text, and what it changes. */
export interface Change {
  label: string
  change: Partial<Resolver>
}
