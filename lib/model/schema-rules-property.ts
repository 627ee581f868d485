import { canonicalLabel, type LabelInfo } from './labels'
import { propertyTypes } from './property-types'
import type { ConnectorSchema, Property } from './schema'
import type { Report, SchemaFix } from './schema-rules'
import { called, freeName, type SchemaIndex, withoutLabel } from './schema-rules-index'

const legal = /^[A-Za-z0-9]{1,32}$/

/** The rules that look at one property and at who else uses its names and labels. */
export function checkProperty(
  property: Property,
  place: number,
  labels: readonly LabelInfo[],
  index: SchemaIndex,
  schema: ConnectorSchema,
  report: Report,
) {
  checkName(property, place, index, schema, report)
  checkAliases(property, place, index, schema, report)
  checkAttributes(property, place, report)
  checkLabels(property, place, labels, index, schema, report)
  const length = property.description?.length ?? 0
  if (length > 200)
    report(
      'prop.description',
      `${called(property, place)}: shorten the description by ${length - 200} characters, to 200.`,
      {
        property: place,
        field: 'description',
      },
    )
}

function checkName(
  property: Property,
  place: number,
  index: SchemaIndex,
  schema: ConnectorSchema,
  report: Report,
) {
  const { name } = property
  const at = { property: place, field: 'name' } as const
  if (name === '') return report('prop.name', `Property ${place + 1} needs a name.`, at)
  if (!legal.test(name)) {
    const proposal = freeName(name.replace(/[^A-Za-z0-9]/g, '').slice(0, 32), index)
    report('prop.name', `${called(property, place)}: ${nameProblem(name)}`, {
      ...at,
      fixes: renaming(proposal),
    })
  }
  if (name.toLowerCase() === 'content')
    report(
      'prop.name.content',
      "'content' is a part of every item already: rename or remove this property.",
      {
        ...at,
        fixes: renaming(freeName('contentText', index)),
      },
    )
  const first = index.named.get(name.toLowerCase())
  if (first !== undefined && first !== place)
    report(
      'prop.name.unique',
      `'${name}' is also the name of property ${first + 1}${sameCase(name, schema, first)}: rename one.`,
      { ...at, fixes: renaming(freeName(name, index)) },
    )
}

function checkAliases(
  property: Property,
  place: number,
  index: SchemaIndex,
  schema: ConnectorSchema,
  report: Report,
) {
  const aliases = property.aliases ?? []
  const own = new Set<string>()
  for (const alias of aliases) {
    const key = alias.toLowerCase()
    const without = {
      label: `Remove alias ${alias}`,
      change: { aliases: aliases.filter((one) => one !== alias) },
    }
    const at = { property: place, field: 'aliases', fixes: [without] } as const
    const first = index.named.get(key)
    if (!legal.test(alias))
      report('prop.alias', `${called(property, place)}: alias '${alias}': ${nameProblem(alias)}`, {
        ...at,
        fixes: [without],
      })
    else if (first !== undefined && first !== place)
      report(
        'prop.name.unique',
        `${called(property, place)}: alias '${alias}' is used by ${called(schema.properties[first], first)} already.`,
        {
          ...at,
          fixes: [without],
        },
      )
    else if (own.has(key))
      report('prop.name.unique', `${called(property, place)} has the alias '${alias}' twice.`, {
        ...at,
        fixes: [{ label: 'Keep one', change: { aliases: distinct(aliases) } }],
      })
    own.add(key)
  }
  if (aliases.length > 10)
    report(
      'prop.alias.count',
      `${called(property, place)} has ${aliases.length} aliases; a few are enough.`,
      {
        property: place,
        field: 'aliases',
      },
    )
}

function checkAttributes(property: Property, place: number, report: Report) {
  const { type, isSearchable, isRefinable, isQueryable } = property
  const info = propertyTypes[type]
  const name = called(property, place)
  if (!info)
    return report(
      'prop.type',
      `${name}: '${type}' is not a type. Choose one of ${Object.keys(propertyTypes).join(', ')}.`,
      {
        property: place,
        field: 'type',
      },
    )
  if (isSearchable && !info.searchable)
    report(
      'prop.searchable.type',
      `${name} is ${type}; only string and stringCollection can be searchable.`,
      {
        property: place,
        field: 'isSearchable',
        fixes: [{ label: 'Not searchable', change: { isSearchable: false } }],
      },
    )
  if (isSearchable && isRefinable)
    report('prop.searchable.refinable', `${name}: searchable and refinable exclude each other.`, {
      property: place,
      field: 'isRefinable',
      fixes: [
        { label: 'Keep searchable', change: { isRefinable: false } },
        { label: 'Keep refinable', change: { isSearchable: false } },
      ],
    })
  if (isRefinable && info.refinable !== 'yes')
    report('prop.refinable.type', `${name} is ${type}; refinable is documented for text and numbers only.`, {
      property: place,
      field: 'isRefinable',
      fixes: [{ label: 'Not refinable', change: { isRefinable: false } }],
    })
  if (isQueryable && info.queryable !== 'yes')
    report('prop.queryable.type', `${name} is ${type}; whether that can be queried is not documented.`, {
      property: place,
      field: 'isQueryable',
      fixes: [{ label: 'Not queryable', change: { isQueryable: false } }],
    })
}

function checkLabels(
  property: Property,
  place: number,
  labels: readonly LabelInfo[],
  index: SchemaIndex,
  schema: ConnectorSchema,
  report: Report,
) {
  const name = called(property, place)
  const needsRetrieval = labels.filter(({ retrievableRequired }) => retrievableRequired)
  if (needsRetrieval.length > 0 && !property.isRetrievable && !index.people)
    report(
      'prop.label.retrievable',
      `${name} has the label ${needsRetrieval[0]?.label}, so it has to be retrievable.`,
      {
        property: place,
        field: 'isRetrievable',
        fixes: [{ label: 'Make retrievable', change: { isRetrievable: true } }],
      },
    )
  const own = new Set<string>()
  for (const info of labels) {
    const { label } = info
    const first = index.labelled.get(label)
    const at = { property: place, field: 'labels', fixes: [withoutLabel(property, info)] } as const
    const more = { ...at, fixes: [...at.fixes] }
    if (info.kind === 'unknown') reportUnknown(name, label, more, report)
    if (own.has(label))
      report('prop.label.once', `${name} has the label ${label} twice.`, {
        ...more,
        fixes: [
          { label: 'Keep one', change: { labels: [...new Set(property.labels?.map(canonicalLabel))] } },
        ],
      })
    else if (first !== undefined && first !== place)
      report(
        'prop.label.once',
        `${name}: label ${label} is on ${called(schema.properties[first], first)} already.`,
        more,
      )
    if (info.kind !== 'person' && misfits(info, property)) reportMisfit(property, place, info, index, report)
    own.add(label)
  }
}

type More = { property: number; field: 'labels'; fixes: SchemaFix[] }

function reportUnknown(name: string, label: string, more: More, report: Report) {
  if (label === 'unknownFutureValue')
    return report(
      'prop.label.known',
      `${name}: Graph hides the real label behind 'unknownFutureValue', which cannot be sent.`,
      {
        ...more,
        severity: 'error',
      },
    )
  report(
    'prop.label.known',
    `${name}: '${label}' is not a label this console knows; it is sent as it is.`,
    more,
  )
}

export const misfits = ({ propertyTypes: types }: LabelInfo, { type }: Property) =>
  types.length > 0 && !types.includes(type)

function reportMisfit(
  property: Property,
  place: number,
  info: LabelInfo,
  index: SchemaIndex,
  report: Report,
) {
  const types = info.propertyTypes.join(' or ')
  report(
    'prop.label.type',
    `${called(property, place)} is ${property.type}; label ${info.label} is for ${types}.`,
    {
      severity: info.typeConfidence === 'doc' ? 'error' : 'warning',
      property: place,
      field: 'labels',
      fixes: [...retyping(property, info, index), withoutLabel(property, info)],
    },
  )
}

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

const renaming = (name: string): SchemaFix[] =>
  name === '' ? [] : [{ label: `Rename to ${name}`, change: { name } }]

function nameProblem(name: string) {
  const stranger = name.match(/[^A-Za-z0-9]/u)?.[0]
  if (stranger === undefined)
    return name === ''
      ? 'enter 1 to 32 letters and digits.'
      : `use 1 to 32 letters and digits; take away ${name.length - 32}.`
  return `use letters and digits only; ${stranger.trim() === '' ? 'a space' : `'${stranger}'`} is not allowed.`
}

const sameCase = (name: string, schema: ConnectorSchema, first: number) => {
  const other = schema.properties[first]?.name
  return other !== undefined && other !== name ? ` ('${other}', case does not count)` : ''
}

function distinct(names: readonly string[]) {
  const seen = new Map(names.map((name) => [name.toLowerCase(), name]))
  return [...seen.values()]
}
