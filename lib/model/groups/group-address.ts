import { z } from 'zod'

/** What the address of the list asks for: words of name or id, and the id that the page comes after. */
export const GroupAddress = z.object({
  words: z.string().trim().max(128).optional(),
  after: z.string().max(128).optional(),
})
