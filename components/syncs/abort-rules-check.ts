import { AbortRules } from '@/lib/model/sync/abort-rules'

/** The fields of the form, as they are typed. */
export type TypedRules = Record<keyof AbortRules, string>

const ranges: Record<keyof AbortRules, string> = {
  total: 'Enter a whole number from 1 to 1,000,000.',
  rate: 'Enter a number from 1 to 100.',
  consecutive: 'Enter a whole number from 1 to 1,000.',
}

const numberOf = (text: string) => (text.trim() === '' ? Number.NaN : Number(text))

export const readRules = ({ total, rate, consecutive }: TypedRules): AbortRules => ({
  total: numberOf(total),
  rate: numberOf(rate),
  consecutive: numberOf(consecutive),
})

/** What is wrong, by field. */
export function rulesProblems(typed: TypedRules): Map<string, string> {
  const parsed = AbortRules.safeParse(readRules(typed))
  const fields = new Set(parsed.error?.issues.map(({ path }) => String(path[0])))
  return new Map(Object.entries(ranges).filter(([field]) => fields.has(field)))
}
