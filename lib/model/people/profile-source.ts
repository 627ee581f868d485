import { z } from 'zod'

/**
 * Microsoft Entra ID itself, in every tenant's list; never edited, removed or dropped
 * (docs/graph-contract.md#profile-source-entra).
 */
export const entraSourceId = '4ce763dd-9214-4eff-af7c-da491cc3782d'

/** Why it cannot be taken out of the list, as page and Graph module say it. */
export const entraStays = 'Microsoft Entra ID stays in the list: without it Graph undoes the whole change.'

const WebUrl = z
  .string()
  .trim()
  .min(1, 'Give the address of a page about this source.')
  .refine((url) => URL.canParse(url) && new URL(url).protocol === 'https:', {
    message: 'Write a complete address that begins with https://, for example https://hr.contoso.com.',
  })

const Localization = z.looseObject({
  displayName: z.string().nullish(),
  webUrl: z.string().nullish(),
  languageTag: z.string().nullish(),
})

/** Graph's `profileSource` as it answers it. */
export const ProfileSource = z.looseObject({
  id: z.string().nullish(),
  sourceId: z.string(),
  displayName: z.string(),
  webUrl: z.string().nullish(),
  kind: z.string().nullish(),
  localizations: z.array(Localization).nullish(),
})
export type ProfileSource = z.infer<typeof ProfileSource>

/** What registers a people connection as a profile source. `sourceId` is the connection's id. */
export const NewProfileSource = z.object({
  sourceId: z.string().min(1, 'Choose the people connection to register.'),
  displayName: z
    .string()
    .trim()
    .min(1, 'Give the source a name: people see it beside the data.')
    .max(128, 'Shorten the name to 128 characters.'),
  webUrl: WebUrl,
  /**
   * Free text for Graph; data was seen to appear only with `Connector`
   * (docs/graph-contract.md#profile-source-kind).
   */
  kind: z.string().trim().min(1, 'Give the kind of the source, usually Connector.').default('Connector'),
})
export type NewProfileSource = z.infer<typeof NewProfileSource>

/** Graph's `profilePropertySetting`. */
export const ProfilePropertySetting = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  prioritizedSourceUrls: z
    .array(z.string())
    .nullish()
    .transform((urls) => urls ?? []),
})
export type ProfilePropertySetting = z.infer<typeof ProfilePropertySetting>

const globalId = '00000000-0000-0000-0000-000000000001'

/** The one setting that orders all profile data: newer answers give it a name, so look three ways. */
export const globalSetting = (settings: readonly ProfilePropertySetting[]): ProfilePropertySetting | null =>
  settings.find(({ name }) => !name) ??
  settings.find(({ id }) => id === globalId) ??
  (settings.length === 1 ? (settings[0] ?? null) : null)

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
