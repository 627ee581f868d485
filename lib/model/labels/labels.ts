import type { PropertyType } from '../schema/schema'
import { contentLabels, workItemLabels } from './content'
import { personLabels } from './people'

export interface LabelInfo {
  label: string
  kind: 'semantic' | 'workItem' | 'person' | 'unknown'
  /** False for labels that are in Graph's enumeration but refused by people connections. */
  supported: boolean
  /** Empty when nothing is known about the types. */
  propertyTypes: readonly PropertyType[]
  /** How sure `propertyTypes` is: documented, implied by the documented meaning, or our policy. */
  typeConfidence: 'doc' | 'doc-implied' | 'unverified'
  /** The profile entity that values of a person label hold as JSON (CONTRACT 8.1). */
  entity: string | null
  maxItems: number | null
  requiredForCopilot: boolean
  /** A property with this label has to be retrievable. */
  retrievableRequired: boolean
  /** What the label does, for the admin. */
  use: string
  note: string | null
}

export const labels: readonly LabelInfo[] = [...contentLabels, ...workItemLabels, ...personLabels]

export const labelGroups: readonly {
  kind: LabelInfo['kind']
  title: string
  labels: readonly LabelInfo[]
}[] = [
  { kind: 'semantic', title: 'Content', labels: contentLabels },
  { kind: 'workItem', title: 'Work items', labels: workItemLabels },
  { kind: 'person', title: 'People', labels: personLabels },
]

/** Spellings of Microsoft's property page that differ from the service's metadata (CONTRACT 14, row 6). */
const inputAliases = { assignedTo: 'assignedToPeople', numReactions: 'numberOfReactions' }

const spelling = new Map(
  [...labels.map(({ label }) => [label, label] as const), ...Object.entries(inputAliases)].map(
    ([from, to]) => [from.toLowerCase(), to] as const,
  ),
)

/** The service's spelling of a label; one we do not know stays as it came. */
export const canonicalLabel = (name: string) => spelling.get(name.trim().toLowerCase()) ?? name.trim()

const byName = new Map(labels.map((info) => [info.label, info]))

/** What is known about a label. A label we do not know answers with kind `unknown` and forbids nothing. */
export const labelInfo = (name: string): LabelInfo => byName.get(canonicalLabel(name)) ?? unknownLabel(name)

const unknownLabel = (label: string): LabelInfo => ({
  label,
  kind: 'unknown',
  supported: true,
  propertyTypes: [],
  typeConfidence: 'unverified',
  entity: null,
  maxItems: null,
  requiredForCopilot: false,
  retrievableRequired: false,
  use: 'Unknown label: kept and sent as it is.',
  note: null,
})
