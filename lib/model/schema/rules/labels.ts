import type { LabelInfo } from '../../labels/label-info'
import { propertyTypes } from '../property-types'
import type { Property } from '../schema'
import { called, type SchemaIndex, type Subject, withoutLabel } from './index-limits'
import type { Report, SchemaFix } from './problem'

/** The rules of labels, save those of people connections (docs/graph-contract.md#labels). */
export function checkLabels(subject: Subject, index: SchemaIndex, report: Report) {
  const { property, place, name, labels } = subject
  const shown = labels.find(({ retrievableRequired }) => retrievableRequired)
  if (shown && !property.isRetrievable && !index.people)
    report(
      'prop.label.retrievable',
      `${name} has the label ${shown.label}, so it has to be retrievable.`,
      { property: place, field: 'isRetrievable' },
      [{ label: 'Make retrievable', change: { isRetrievable: true } }],
    )
  const own = new Set<string>()
  for (const info of labels) {
    checkKnown(subject, info, report)
    checkOnce(subject, info, own, index, report)
    if (info.kind !== 'person' && misfits(info, property)) reportMisfit(subject, info, index, report)
    own.add(info.label)
  }
}

function checkKnown(subject: Subject, info: LabelInfo, report: Report) {
  if (info.kind !== 'unknown') return
  const { name, place: property } = subject
  const fixes = [withoutLabel(subject, info)]
  if (info.label === 'unknownFutureValue')
    report(
      'prop.label.known',
      `${name}: Graph hides the real label behind 'unknownFutureValue', which cannot be sent.`,
      { property, field: 'labels', severity: 'error' },
      fixes,
    )
  else
    report(
      'prop.label.known',
      `${name}: '${info.label}' is not a label this console knows; it is sent as it is.`,
      { property, field: 'labels' },
      fixes,
    )
}

function checkOnce(
  subject: Subject,
  info: LabelInfo,
  own: ReadonlySet<string>,
  index: SchemaIndex,
  report: Report,
) {
  const { name, place, labels } = subject
  const at = { property: place, field: 'labels' } as const
  const first = index.labelled.get(info.label) ?? place
  if (own.has(info.label)) {
    const kept = [...new Set(labels.map(({ label }) => label))]
    const fix = { label: 'Keep one', change: { labels: kept } }
    return report('prop.label.once', `${name} has the label ${info.label} twice.`, at, [fix])
  }
  if (first === place) return
  const other = called(index.schema.properties[first], first)
  const message = `${name}: label ${info.label} is on ${other} already.`
  report('prop.label.once', message, at, [withoutLabel(subject, info)])
}

function reportMisfit(subject: Subject, info: LabelInfo, index: SchemaIndex, report: Report) {
  const { name, place, property } = subject
  const types = info.propertyTypes.join(' or ')
  report(
    'prop.label.type',
    `${name} is ${property.type}; label ${info.label} is for ${types}.`,
    { property: place, field: 'labels', severity: info.typeConfidence === 'doc' ? 'error' : 'warning' },
    [...retyping(property, info, index), withoutLabel(subject, info)],
  )
}

export const misfits = ({ propertyTypes: types }: LabelInfo, { type }: Property) =>
  types.length > 0 && !types.includes(type)

/** Offers the label's type, unless the property is registered: its type is permanent then. */
export function retyping(
  property: Property,
  { propertyTypes: [type] }: LabelInfo,
  index: SchemaIndex,
): SchemaFix[] {
  if (!type || index.registered.has(property.name.toLowerCase())) return []
  const loses = property.isSearchable && !propertyTypes[type].searchable
  return [{ label: `Change type to ${type}`, change: { type, ...(loses && { isSearchable: false }) } }]
}
