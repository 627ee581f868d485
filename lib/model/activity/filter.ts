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
