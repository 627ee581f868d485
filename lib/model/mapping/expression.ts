import { z } from 'zod'

/** So long an expression may be. */
const longestExpression = 4_000

/** A JSONata expression over the fields of one record: https://docs.jsonata.org */
export const Expression = z
  .string()
  .refine((text) => text.trim() !== '', 'Write an expression.')
  .max(longestExpression, `An expression has at most ${longestExpression.toLocaleString('en')} characters.`)
