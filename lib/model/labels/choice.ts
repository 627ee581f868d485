import type { Property } from '../schema/schema'
import { labelGroups, labelInfo } from './labels'

export interface LabelChoice {
  label: string
  use: string
  chosen: boolean
  /** Why it cannot be chosen, or null. */
  reason: string | null
  forCopilot: boolean
}

export interface LabelSetting {
  people: boolean
  /** The name of the other property that carries a label, by label. */
  taken: ReadonlyMap<string, string>
}

/**
 * The labels to choose from for a property, grouped by use: first those that fit its type. Labels of the
 * other kind of connection are left out; one that is on the property already can always be taken away.
 */
export function labelChoices(property: Property, { people, taken }: LabelSetting) {
  const own = new Set((property.labels ?? []).map((label) => labelInfo(label).label))
  const unknown = [...own].map(labelInfo).filter(({ kind }) => kind === 'unknown')
  const groups = [...labelGroups, { kind: 'unknown', title: 'Not known to this console', labels: unknown }]
  return groups
    .map(({ title, labels }) => ({
      title,
      choices: labels
        .filter(({ kind, label }) => own.has(label) || kind === 'unknown' || (kind === 'person') === people)
        .map((info): LabelChoice => {
          const { label, use, requiredForCopilot: forCopilot } = info
          const other = taken.get(label)
          const reason = !info.supported
            ? `Not supported. ${info.note}`
            : other !== undefined
              ? `On ${other} already.`
              : info.propertyTypes.length > 0 && !info.propertyTypes.includes(property.type)
                ? `For ${info.propertyTypes.join(' or ')}.`
                : null
          return { label, use, forCopilot, chosen: own.has(label), reason: own.has(label) ? null : reason }
        })
        .sort((one, other) => Number(one.reason !== null) - Number(other.reason !== null)),
    }))
    .filter(({ choices }) => choices.length > 0)
}
