import { z } from 'zod'
import { failingStates } from './failing'

/** Which of the failing records to show. */
export const FailingFilter = z.object({
  state: z.enum(failingStates).optional(),
  /** A part of the id, of the cause or of the message. */
  words: z.string().trim().max(200).optional(),
})
export type FailingFilter = z.infer<typeof FailingFilter>

/** What the address of the list asks for: a filter, and the id that the page comes after. */
export const FailingAddress = FailingFilter.extend({ after: z.string().max(128).optional() })
