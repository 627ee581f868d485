import type { z } from 'zod'

/** The filter that an address asks for. A part that makes no sense is left out, and named. */
export function readFilter<S extends z.ZodObject>(schema: S, asked: Readonly<Record<string, unknown>>) {
  const filter: Record<string, unknown> = {}
  const wrong: string[] = []
  for (const [name, part] of Object.entries(schema.shape)) {
    const text = asked[name]
    if (typeof text !== 'string' || text.trim() === '') continue
    const parsed = (part as z.ZodType).safeParse(text, { error: inWords })
    if (parsed.success) filter[name] = parsed.data
    else wrong.push(`${name}: ${parsed.error.issues[0]?.message}`)
  }
  return { filter: filter as Partial<z.output<S>>, wrong }
}

/** What a schema that has no words of its own says of a part of an address. */
function inWords(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'too_big') return `It can have ${issue.maximum} letters at most.`
  if (issue.code === 'invalid_value') return `It can be ${issue.values.join(', ')}.`
  return undefined
}
