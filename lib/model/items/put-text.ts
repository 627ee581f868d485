import { writeJson } from '../exact-json'

const largest = 100_000

/** The request that sends an item, for another tool; null when there is no item, or it is too large to copy. */
export function putText(
  connectionId: string,
  itemId: string,
  item: { acl?: unknown; properties?: unknown; content?: unknown } | null,
): string | null {
  if (!item) return null
  const { acl, properties, content } = item
  const body = writeJson({ acl, properties, ...(content ? { content } : {}) })
  if (body.length > largest) return null
  const path = `/v1.0/external/connections/${encodeURIComponent(connectionId)}/items/${encodeURIComponent(itemId)}`
  return `PUT ${path}\nContent-Type: application/json\n\n${body}`
}
