import type { PropertyType } from '../schema/schema'

export interface LabelInfo {
  label: string
  kind: 'semantic' | 'workItem' | 'person' | 'unknown'
  /** False for labels that are in Graph's enumeration but refused by people connections. */
  supported: boolean
  /** Empty when nothing is known about the types. */
  propertyTypes: readonly PropertyType[]
  /** How sure `propertyTypes` is: documented, implied by the documented meaning, or our policy. */
  typeConfidence: 'doc' | 'doc-implied' | 'unverified'
  /** The profile entity that values of a person label hold as JSON (docs/graph-contract.md#person-labels). */
  entity: string | null
  maxItems: number | null
  requiredForCopilot: boolean
  /** A property with this label has to be retrievable. */
  retrievableRequired: boolean
  /** What the label does, for the admin. */
  use: string
  note: string | null
}
