import { z } from 'zod'
import { longest } from './limits'

/** What an admin edits of a resolver. A draft may be unfinished, so nothing here has to be filled in. */
export const Resolver = z.object({
  baseUrls: z
    .array(z.string().max(longest.base, `A base URL can have ${longest.base} characters.`))
    .max(longest.bases, `A resolver can have ${longest.bases} base URLs.`),
  urlPattern: z.string().max(longest.pattern, `A pattern can have ${longest.pattern} characters.`),
  itemId: z.string().max(longest.itemId, `An item id can have ${longest.itemId} characters.`),
})
export type Resolver = z.infer<typeof Resolver>
