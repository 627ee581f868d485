import type { LabelInfo } from './labels'
import type { ConnectorSchema, Property } from './schema'
import type { Report } from './schema-rules'
import { called, freeName, type SchemaIndex, withoutLabel } from './schema-rules-index'
import { misfits, retyping } from './schema-rules-property'

/** The rules about person labels and people connections that look at one property (CONTRACT 8). */
export function checkPerson(
  property: Property,
  place: number,
  labels: readonly LabelInfo[],
  index: SchemaIndex,
  report: Report,
) {
  const name = called(property, place)
  const person = labels.filter(({ kind }) => kind === 'person')
  for (const info of person) {
    const more = { property: place, field: 'labels' as const, fixes: [withoutLabel(property, info)] }
    if (!info.supported)
      report(
        'people.blocked',
        `${name}: label ${info.label} is not supported. ${info.note ?? ''}`.trim(),
        more,
      )
    else if (!index.people)
      report('people.category', `${name}: label ${info.label} belongs to people connections only.`, more)
    else if (misfits(info, property))
      report(
        'people.type',
        `${name} is ${property.type}; label ${info.label} needs ${info.propertyTypes.join()}.`,
        {
          ...more,
          field: 'type',
          fixes: [...retyping(property, info, index), ...more.fixes],
        },
      )
  }
  if (!index.people) return
  if (property.type === 'principal' || property.type === 'principalCollection')
    report(
      'people.principal',
      `${name}: ${property.type} is not possible on people connections; use string.`,
      {
        property: place,
        field: 'type',
        fixes: index.registered.has(property.name.toLowerCase())
          ? []
          : [
              {
                label: 'Change type to string',
                change: { type: property.type === 'principal' ? 'string' : 'stringCollection' },
              },
            ],
      },
    )
  const flag = (['isSearchable', 'isQueryable', 'isRetrievable', 'isRefinable'] as const).find(
    (one) => property[one],
  )
  if (flag)
    report('people.flags', `${name}: search attributes have no effect on people connections.`, {
      property: place,
      field: flag,
      fixes: [{ label: 'Clear attributes', change: noFlags }],
    })
  if (person.length > 0 && property.description)
    report('people.description', `${name}: the description of a property with a person label is ignored.`, {
      property: place,
      field: 'description',
      fixes: [{ label: 'Remove description', change: { description: undefined } }],
    })
}

const noFlags = { isSearchable: false, isQueryable: false, isRetrievable: false, isRefinable: false }

/** People connections: someone has to own the item. */
export function checkPeople({ properties }: ConnectorSchema, index: SchemaIndex, report: Report) {
  if (index.labelled.has('personAccount')) return
  const message = 'Graph has to know whose data it is: label one string property personAccount.'
  const place = likely(properties, ['account', 'useraccount', 'userprincipalname', 'upn'])
  if (place !== undefined)
    return report('people.account', message, {
      property: place,
      field: 'labels',
      fixes: [labelling(properties[place], 'personAccount')],
    })
  report('people.account', message, {
    fixes: [
      {
        label: 'Add property account',
        change: { name: freeName('account', index), type: 'string', labels: ['personAccount'] },
      },
    ],
  })
}

const copilotLabels = {
  title: ['title', 'subject', 'name', 'headline', 'summary'],
  url: ['url', 'link', 'weburl', 'href'],
  iconUrl: ['iconurl', 'icon', 'imageurl'],
}

/** Content connections: what Copilot and search need to make something of the items. */
export function checkContent({ properties }: ConnectorSchema, index: SchemaIndex, report: Report) {
  for (const [label, names] of Object.entries(copilotLabels)) {
    if (index.labelled.has(label)) continue
    const message = `Copilot shows items only when a property has the label ${label}.`
    const place = likely(properties, names)
    if (place !== undefined)
      report('copilot.labels', message, {
        property: place,
        field: 'labels',
        fixes: [labelling(properties[place], label)],
      })
    else
      report('copilot.labels', message, {
        fixes: [
          {
            label: `Add property ${freeName(label, index)}`,
            change: { name: freeName(label, index), type: 'string', labels: [label], isRetrievable: true },
          },
        ],
      })
  }
  if (!properties.some(({ isSearchable }) => isSearchable))
    report(
      'copilot.searchable',
      'No property is searchable: only the content of items can be found then.',
      {},
    )
}

/** An unlabelled text property with one of these names. */
function likely(properties: readonly Property[], names: readonly string[]) {
  const places = names.map((name) =>
    properties.findIndex(
      (one) => one.name.toLowerCase() === name && one.type === 'string' && !one.labels?.length,
    ),
  )
  return places.find((place) => place >= 0)
}

const labelling = (property: Property | undefined, label: string) => ({
  label: `Label it ${label}`,
  change: {
    labels: [...(property?.labels ?? []), label],
    ...(label !== 'personAccount' && { isRetrievable: true }),
  },
})
