import { canonical } from '../model/items/canonical'
import { bodyBytes, type ExternalItem } from '../model/items/item'
import { linkOf } from '../model/items/link'
import type { ConnectorSchema } from '../model/schema/schema'
import { beginningOf } from '../model/storable'
import { hashParts } from './item-parts'
import type { ItemFacts } from './ledger'
import { shortHash } from './mapping-version'

const longestTitle = 200

interface Made {
  itemId: string
  item: ExternalItem
  hash: string
  rowHash: string
}

/** What the ledger keeps of an item. */
export const factsOf = (
  { itemId, item, hash, rowHash }: Made,
  { schema, mappingVersion }: { schema: ConnectorSchema; mappingVersion: string },
): ItemFacts => ({
  itemId,
  hash,
  rowHash,
  mappingVersion,
  aclHash: shortHash(canonical(item.acl)),
  acl: item.acl,
  parts: hashParts(item),
  title: titleOf(item, schema),
  size: bodyBytes(item),
  url: linkOf(item, schema),
})

/** What its property labelled `title` says. */
export function titleOf({ properties }: ExternalItem, { properties: registered }: ConnectorSchema) {
  const name = registered.find(({ labels }) => labels?.includes('title'))?.name
  const value = name === undefined ? undefined : properties[name]
  return typeof value === 'string' ? shortTitle(value) : null
}

/** A title as the ledger keeps it: of a long one its beginning. */
export const shortTitle = (title: string) =>
  title.length > longestTitle ? `${beginningOf(title, longestTitle - 1)}…` : title
