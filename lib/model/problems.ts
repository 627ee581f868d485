import type { z } from 'zod'

export interface FieldProblem {
  /** Path of the value, joined by dots: `name`, `properties.3.type`; empty when it concerns the whole. */
  field: string
  message: string
}

/** The first problem of each field, for forms. */
export function problemsOf(schema: z.ZodType, input: unknown): FieldProblem[] {
  const found = new Map<string, string>()
  for (const { path, message } of schema.safeParse(input).error?.issues ?? []) {
    const field = path.join('.')
    if (!found.has(field)) found.set(field, message)
  }
  return Array.from(found, ([field, message]) => ({ field, message }))
}
