import { z } from 'zod'
import { longestExpression } from './longest-expression'

/** A JSONata expression over the fields of one record: https://docs.jsonata.org */
export const Expression = z
  .string()
  .refine((text) => text.trim() !== '', 'Write an expression.')
  .max(longestExpression, `An expression has at most ${longestExpression.toLocaleString('en')} characters.`)
