import type { ConnectorSchema, Property, PropertyType } from '../schema/schema'

type Item = Record<string, unknown>

const byLabel: Record<string, unknown> = {
  title: 'Reset your badge at the front desk',
  url: 'https://help.contoso.com/tickets/104233',
  iconUrl: 'https://help.contoso.com/icon.png',
  createdBy: 'Megan Bowen',
  lastModifiedBy: 'Alex Wilber',
  authors: ['Megan Bowen', 'Alex Wilber'],
  fileName: 'badge.docx',
  fileExtension: 'docx',
  containerName: 'Front desk',
  containerUrl: 'https://help.contoso.com/frontdesk',
}

const byType: Record<PropertyType, unknown> = {
  string: 'Some text of the item',
  int64: 42,
  double: 4.2,
  dateTime: '2026-05-31T09:30:00Z',
  boolean: true,
  stringCollection: ['first', 'second'],
  int64Collection: [1, 2],
  doubleCollection: [1.5, 2.5],
  dateTimeCollection: ['2026-05-31T09:30:00Z'],
  principal: { upn: 'megan@contoso.com' },
  principalCollection: [{ upn: 'megan@contoso.com' }],
}

/** An item as search would answer it, made up from the schema: only what is retrievable. */
export const sampleItem = ({ properties }: ConnectorSchema): Item =>
  Object.fromEntries(
    properties.filter(({ isRetrievable }) => isRetrievable).map((one) => [one.name, sampleOf(one)]),
  )

function sampleOf({ type, labels, name }: Property) {
  const label = labels?.find((one) => one in byLabel)
  const value = label === undefined ? undefined : byLabel[label]
  if (value !== undefined && typeof value === typeof byType[type]) return value
  return type === 'string' ? `${byType.string} (${name})` : byType[type]
}

/** The same item as an incomplete one: what search cannot do without stays, every other value is missing. */
export function withoutValues(item: Item, { properties }: ConnectorSchema): Item {
  const kept = new Set(
    properties
      .filter(({ labels }) => labels?.some((one) => one === 'title' || one === 'url'))
      .map(({ name }) => name),
  )
  return Object.fromEntries(Object.entries(item).filter(([name]) => kept.has(name)))
}

/** What of a stored item search would answer: the properties that are retrievable, without annotations. */
export function retrievable(item: Item, { properties }: ConnectorSchema): Item {
  const names = new Set(properties.filter(({ isRetrievable }) => isRetrievable).map(({ name }) => name))
  return Object.fromEntries(
    Object.entries(item).filter(([name, value]) => names.has(name) && value !== null && value !== undefined),
  )
}
