import { z } from 'zod'

const WebUrl = z
  .string()
  .trim()
  .max(2_000, 'Shorten the address to 2,000 characters.')
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
  sourceId: z.string().min(1, 'Choose the people connection to register.').max(128),
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
  kind: z
    .string()
    .trim()
    .min(1, 'Give the kind of the source, usually Connector.')
    .max(128, 'Shorten the kind to 128 characters.')
    .default('Connector'),
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
