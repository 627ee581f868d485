import { AbortRules } from '@/lib/model/sync/abort-rules'

/** The fields of the form, as they are typed. */
export type TypedRules = Record<keyof AbortRules, string>

const ranges: Record<keyof AbortRules, string> = {
  total: 'Enter a whole number from 1 to 1,000,000.',
  rate: 'Enter a number from 1 to 100.',
  consecutive: 'Enter a whole number from 1 to 1,000.',
  heldItems: 'Enter a whole number from 0 to 1,000,000.',
  heldPercent: 'Enter a number from 0 to 100.',
  widenItems: 'Enter a whole number from 0 to 1,000,000.',
  widenPercent: 'Enter a number from 0 to 100.',
  tolerance: 'Enter a number from 0 to 100.',
}

const numberOf = (text: string) => (text.trim() === '' ? Number.NaN : Number(text))

export const readRules = (typed: TypedRules): AbortRules => ({
  total: numberOf(typed.total),
  rate: numberOf(typed.rate),
  consecutive: numberOf(typed.consecutive),
  heldItems: numberOf(typed.heldItems),
  heldPercent: numberOf(typed.heldPercent),
  widenItems: numberOf(typed.widenItems),
  widenPercent: numberOf(typed.widenPercent),
  tolerance: numberOf(typed.tolerance),
})

/** What is wrong, by field. */
export function rulesProblems(typed: TypedRules): Map<string, string> {
  const parsed = AbortRules.safeParse(readRules(typed))
  const fields = new Set(parsed.error?.issues.map(({ path }) => String(path[0])))
  return new Map(Object.entries(ranges).filter(([field]) => fields.has(field)))
}
