import type { LabelInfo } from '../../labels/label-info'
import type { Property } from '../schema'
import { freeName, type SchemaIndex, type Subject, withoutLabel } from './index-limits'
import { misfits, retyping } from './labels'
import type { Report } from './problem'

/**
 * The rules of person labels and people connections that look at one property
 * (docs/graph-contract.md#people-labels-category).
 */
export function checkPerson(subject: Subject, index: SchemaIndex, report: Report) {
  const { property, place, name } = subject
  const labels = subject.labels.filter(({ kind }) => kind === 'person')
  for (const info of labels) checkPersonLabel(subject, info, index, report)
  if (!index.people) return
  if (property.type === 'principal' || property.type === 'principalCollection') {
    const type = property.type === 'principal' ? 'string' : 'stringCollection'
    report(
      'people.principal',
      `${name}: ${property.type} is not possible on people connections.`,
      { property: place, field: 'type' },
      index.registered.has(property.name.toLowerCase())
        ? []
        : [{ label: `Change type to ${type}`, change: { type } }],
    )
  }
  const flag = flags.find((one) => property[one])
  if (flag)
    report(
      'people.flags',
      `${name}: search attributes have no effect on people connections.`,
      { property: place, field: flag },
      [{ label: 'Clear attributes', change: Object.fromEntries(flags.map((one) => [one, false])) }],
    )
  if (labels.length > 0 && property.description)
    report(
      'people.description',
      `${name}: the description of a property with a person label is ignored.`,
      { property: place, field: 'description' },
      [{ label: 'Remove description', change: { description: undefined } }],
    )
}

const flags = ['isSearchable', 'isQueryable', 'isRetrievable', 'isRefinable'] as const

function checkPersonLabel(subject: Subject, info: LabelInfo, index: SchemaIndex, report: Report) {
  const { property, place, name } = subject
  const at = { property: place, field: 'labels' } as const
  const remove = withoutLabel(subject, info)
  if (!info.supported)
    report('people.blocked', `${name}: label ${info.label} is not supported. ${info.note}`, at, [remove])
  else if (!index.people)
    report('people.category', `${name}: label ${info.label} is for people connections only.`, at, [remove])
  else if (misfits(info, property))
    report(
      'people.type',
      `${name} is ${property.type}; label ${info.label} needs ${info.propertyTypes.join(' or ')}.`,
      { property: place, field: 'type' },
      [...retyping(property, info, index), remove],
    )
}

/** People connections: someone has to own the item. */
export function checkPeople(index: SchemaIndex, report: Report) {
  const names = ['account', 'useraccount', 'userprincipalname', 'upn']
  if (!index.labelled.has('personAccount'))
    reportMissing('people.account', 'personAccount', names, 'account', index, report)
}

/** Content connections: what Copilot and search need to make something of the items. */
export function checkContent(index: SchemaIndex, report: Report) {
  for (const [label, names] of Object.entries(copilotLabels))
    if (!index.labelled.has(label)) reportMissing('copilot.labels', label, names, label, index, report)
  if (!index.schema.properties.some(({ isSearchable }) => isSearchable))
    report('copilot.searchable', 'No property is searchable: only the content of items can be found then.')
}

const copilotLabels = {
  title: ['title', 'subject', 'headline', 'summary', 'name'],
  url: ['url', 'link', 'weburl', 'href'],
  iconUrl: ['iconurl', 'icon', 'imageurl'],
}

const why = {
  'people.account': 'Graph has to know whose data it is: label one string property personAccount.',
  'copilot.labels': 'Copilot shows only items with title, url and iconUrl. Missing:',
}

/** Offers the label for an unlabelled text property with a likely name, else a new property. */
function reportMissing(
  rule: keyof typeof why,
  label: string,
  names: readonly string[],
  wish: string,
  index: SchemaIndex,
  report: Report,
) {
  const { properties } = index.schema
  const message = rule === 'people.account' ? why[rule] : `${why[rule]} ${label}.`
  const retrievable = rule === 'copilot.labels' && { isRetrievable: true }
  const place = names
    .map((name) => properties.findIndex((property) => fits(property, name)))
    .find((found) => found >= 0)
  if (place !== undefined)
    return report(rule, message, { property: place, field: 'labels' }, [
      { label: `Label it ${label}`, change: { labels: [label], ...retrievable } },
    ])
  const name = freeName(wish, index)
  report(rule, message, {}, [
    { label: `Add property ${name}`, change: { name, type: 'string', labels: [label], ...retrievable } },
  ])
}

const fits = ({ name, type, labels }: Property, wanted: string) =>
  name.toLowerCase() === wanted && type === 'string' && !labels?.length
