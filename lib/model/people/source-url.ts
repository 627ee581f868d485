/**
 * Microsoft Entra ID itself, in every tenant's list; never edited, removed or dropped
 * (docs/graph-contract.md#profile-source-entra).
 */
export const entraSourceId = '4ce763dd-9214-4eff-af7c-da491cc3782d'

/** Why it cannot be taken out of the list, as page and Graph module say it. */
export const entraStays = 'Microsoft Entra ID stays in the list: without it Graph undoes the whole change.'

/** The entry for a source in the prioritized list. */
export const sourceUrl = (sourceId: string) =>
  `https://graph.microsoft.com/v1.0/admin/people/profileSources(sourceId='${encodeURIComponent(sourceId.replaceAll("'", "''"))}')`

/** The source that an entry of the list means, in any of the forms tenants have; null for a foreign one. */
export function sourceIdOf(url: string): string | null {
  if (/^https:\/\/login\.microsoftonline\.com\/?$/i.test(url)) return entraSourceId
  const path = url.replace(/^https?:\/\/[^/]+/i, '').replace(/^\/?(v1\.0|beta)(?=\/)/i, '')
  const keyed = /^\/?admin\/people\/profileSources\(sourceId='(.+)'\)$/i.exec(path)
  const connection = /^\/?external\/connections\/([^/()]+)\/?$/i.exec(path)
  const encoded = keyed?.[1] ?? connection?.[1]
  if (encoded === undefined) return null
  const decoded = unescaped(encoded)
  return keyed ? decoded.replaceAll("''", "'") : decoded
}

const is = (sourceId: string) => (url: string) => sourceIdOf(url)?.toLowerCase() === sourceId.toLowerCase()

/** The list without the source; all other entries stay byte for byte. */
export function without(list: readonly string[], sourceId: string): string[] {
  const isSource = is(sourceId)
  return list.filter((url) => !isSource(url))
}

export const hasEntra = (list: readonly string[]) => list.some(is(entraSourceId))

function unescaped(text: string) {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
