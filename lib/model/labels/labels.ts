import { contentLabels, workItemLabels } from './content'
import type { LabelInfo } from './label-info'
import { personLabels } from './people'

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

/**
 * Spellings of Microsoft's property page that differ from the service's metadata
 * (docs/graph-contract.md#label-spellings).
 */
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
