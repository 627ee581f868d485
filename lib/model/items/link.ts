import type { ConnectorSchema } from '../schema/schema'
import type { ExternalItem } from './item'

/** Longer ones are no links that a person shares. */
const longestLink = 8_192

/** The link of an item: the value of the property labelled `url`, or null. */
export function linkOf(item: ExternalItem, schema: ConnectorSchema): string | null {
  const name = schema.properties.find(({ labels }) => labels?.includes('url'))?.name
  const value = name === undefined ? undefined : item.properties[name]
  return typeof value === 'string' && value !== '' && value.length <= longestLink ? value : null
}
