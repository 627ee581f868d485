import { z } from 'zod'
import { numberText } from '../number-text'

/** When a run stops or asks by itself, so that a wrong file or mapping does not cost a connection its items. */
export const AbortRules = z.object({
  /** Rows that failed, in all. */
  total: z.number().int().min(1).max(1_000_000),
  /** Items in a row that Graph refused for a reason that is not their own. */
  consecutive: z.number().int().min(1).max(1_000),
  /** Failed rows of all rows, in percent. */
  rate: z.number().min(1).max(100),
  /** Deletions wait for an approval when they are more than so many and more than this share of all items, in percent. */
  heldItems: z.number().int().min(0).max(1_000_000).default(10),
  heldPercent: z.number().min(0).max(100).default(10),
  /** A run waits for an Admin when more items than so many, and than this share of all, get readers they did not have. */
  widenItems: z.number().int().min(0).max(1_000_000).default(10),
  widenPercent: z.number().min(0).max(100).default(10),
  /** How many items more than the approved plan a run may send, in percent of the plan. */
  tolerance: z.number().min(0).max(100).default(2),
})
export type AbortRules = z.infer<typeof AbortRules>

export const defaultRules: AbortRules = {
  total: 1_000,
  consecutive: 10,
  rate: 15,
  heldItems: 10,
  heldPercent: 10,
  widenItems: 10,
  widenPercent: 10,
  tolerance: 2,
}

/** The rules of a connection; what was saved by a release before has fewer of them. */
export const rulesOf = (saved: Partial<AbortRules> | null): AbortRules => ({ ...defaultRules, ...saved })

/** A rate says something only when so many rows have their outcome. */
const rateCountsFrom = 200

interface Failures {
  done: number
  failed: number
  consecutive: number
}

/** Why a run with these failures stops, or null. */
export function whyStop(
  rules: Pick<AbortRules, 'total' | 'consecutive' | 'rate'>,
  { done, failed, consecutive }: Failures,
): string | null {
  if (consecutive >= rules.consecutive)
    return `Graph refused ${numberText(consecutive)} rows in a row, and not for what is in them. The rest was not sent.`
  if (failed >= rules.total)
    return `${numberText(failed)} rows failed, and this sync stops at ${numberText(rules.total)}. The rest was not sent.`
  const rate = (failed * 100) / done
  if (done >= rateCountsFrom && rate >= rules.rate && rules.rate < 100)
    return `${rate.toFixed(0)} % of ${numberText(done)} rows failed, and this sync stops at ${rules.rate} %. The rest was not sent.`
  return null
}
