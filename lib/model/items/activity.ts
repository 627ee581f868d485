import { z } from 'zod'

/** docs/graph-contract.md#activity-shape */
export const activityTypes = ['viewed', 'modified', 'created', 'commented'] as const
export type ActivityType = (typeof activityTypes)[number]

/** What somebody did with an item, as an admin writes it. */
export const HandActivity = z.object({
  type: z.enum(activityTypes),
  person: z.string().trim().min(1, 'Say who did it.').max(320),
  /** ISO 8601 */
  at: z.iso.datetime({ error: 'This is no time.' }).max(40),
})

const shownMs = 7 * 24 * 3_600_000
/** A browser's clock may be ahead by so much. */
const aheadMs = 5 * 60_000

/** What keeps a time from counting; null: it counts. */
export function whyNoActivityAt(at: string, now: Date): string | null {
  const time = Date.parse(at)
  if (time > now.getTime() + aheadMs) return 'This time is still to come.'
  return time < now.getTime() - shownMs ? 'Graph counts only the last seven days.' : null
}
