import { z } from 'zod'

const Words = z.string().trim().max(200)
const Day = z.iso.date('Write the day like 2026-01-31.')

/** Which entries of the audit log to show. Days are whole days in UTC. */
export const AuditFilter = z.object({
  who: Words.optional(),
  action: Words.optional(),
  target: Words.optional(),
  outcome: z.enum(['done', 'refused', 'failed', 'begun']).optional(),
  from: Day.optional(),
  to: Day.optional(),
})
export type AuditFilter = z.infer<typeof AuditFilter>

/** The filter that an address asks for. A part that makes no sense is left out, and named. */
export function readFilter(asked: Readonly<Record<string, unknown>>) {
  const filter: AuditFilter = {}
  const wrong: string[] = []
  for (const [name, schema] of Object.entries(AuditFilter.shape)) {
    const text = asked[name]
    if (typeof text !== 'string' || text.trim() === '') continue
    const parsed = schema.safeParse(text)
    if (parsed.success) Object.assign(filter, { [name]: parsed.data })
    else wrong.push(`${name}: ${parsed.error.issues[0]?.message}`)
  }
  return { filter, wrong }
}
