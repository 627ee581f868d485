import type { ConnectorSchema } from '../schema/schema'
import { labelled } from './labelled'
import type { Refiner } from './refiner'

/** An item that a search found. */
export interface SearchHit {
  rank: number
  connectionId: string
  connectionName: string
  title: string | null
  url: string | null
  /** With Graph's marks of what was found. */
  summary: string
  /** Graph does not tell it: known when the console sent an item with this link or title. */
  itemId: string | null
  /** What came back of it, as text. */
  properties: [name: string, text: string][]
  /** The result template that shows it; null: none of the connection's own. */
  template: string | null
}

/** A search is done as the person signed in, who has to allow it once. */
export type SearchAnswer =
  | { state: 'notAllowed' }
  | { state: 'nothingToSearch' }
  | { state: 'answered'; hits: SearchHit[]; total: number; more: boolean; refiners: Refiner[] }

/** The values that came back, in the order of the schema; the case of a name may differ from the schema's. */
export function shownProperties(
  found: Readonly<Record<string, unknown>>,
  schema: ConnectorSchema | null,
): [string, string][] {
  const order = new Map(schema?.properties.map(({ name }, at) => [name.toLowerCase(), at]))
  const place = (name: string) => order.get(name.toLowerCase()) ?? order.size
  return Object.entries(found)
    .filter(([name, value]) => !name.includes('@') && value !== null && value !== undefined && value !== '')
    .toSorted(([one], [other]) => place(one) - place(other))
    .map(([name, value]) => [name, textOf(value)])
}

const textOf = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(textOf).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Title and link of a hit, by the labels of the schema. */
export function headOf(found: Readonly<Record<string, unknown>>, schema: ConnectorSchema | null) {
  return { title: labelled(found, schema, 'title'), url: labelled(found, schema, 'url') }
}
