import { z } from 'zod'
import { DateOrder } from './date-order'
import { isTimeZone } from './time-zone'

const Words = z.array(z.string().trim().min(1).max(200)).max(100)

/** How the values of one column are written, where it is not the way that every column may be. */
export const ValueFormat = z.object({
  /** What splits a text into the values of a collection. */
  separator: z.string().min(1).max(5).optional(),
  /** Of dates that do not begin with the year. */
  dateOrder: DateOrder.optional(),
  /** Of dates that are numbers: what has passed since 1970-01-01 in UTC. */
  epoch: z.enum(['seconds', 'milliseconds']).optional(),
  /** Of times without an offset: the name of a zone, like Europe/Berlin. Unless given, UTC. */
  timeZone: z
    .string()
    .max(64)
    .refine(isTimeZone, 'This is no time zone. Use a name such as Europe/Berlin.')
    .optional(),
  /** Of numbers. Once it is said, the thousands may be grouped. */
  decimal: z.enum(['.', ',']).optional(),
  /** Words for yes and no, besides true and false, yes and no, 1 and 0. */
  yes: Words.optional(),
  no: Words.optional(),
})
export type ValueFormat = z.infer<typeof ValueFormat>
