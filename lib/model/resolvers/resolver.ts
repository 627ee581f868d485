import { z } from 'zod'

/** Graph takes so many per connection, with the priorities 1 to 8. */
export const maxResolvers = 8

/** Graph publishes no lengths; these are ours, far above what a link can need. */
export const longest = { bases: 20, base: 2_048, pattern: 2_000, itemId: 512, url: 8_192 }

/** What an admin edits of a resolver. A draft may be unfinished, so nothing here has to be filled in. */
export const Resolver = z.object({
  baseUrls: z
    .array(z.string().max(longest.base, `A base URL can have ${longest.base} characters.`))
    .max(longest.bases, `A resolver can have ${longest.bases} base URLs.`),
  urlPattern: z.string().max(longest.pattern, `A pattern can have ${longest.pattern} characters.`),
  itemId: z.string().max(longest.itemId, `An item id can have ${longest.itemId} characters.`),
})
export type Resolver = z.infer<typeof Resolver>

export const emptyResolver: Resolver = { baseUrls: [''], urlPattern: '', itemId: '' }

/** The bases that are filled in: an empty field of the editor is no base. */
export const basesOf = ({ baseUrls }: Resolver) => baseUrls.filter((base) => base !== '')
