export interface Measure {
  metric: string
  value: number
  unit: string
  /** What the value is held to: at least, or at most. */
  budget?: { atLeast: number } | { atMost: number }
}

/** Prints one measure as a line of JSON. Answers whether it is within its budget. */
export function report(bench: string, { metric, value, unit, budget }: Measure): boolean {
  const rounded = Math.round(value * 100) / 100
  const line = { bench, metric, value: rounded, unit, ...verdict(rounded, budget) }
  process.stdout.write(`${JSON.stringify(line)}\n`)
  return line.ok !== false
}

function verdict(value: number, budget: Measure['budget']): { budget?: string; ok?: boolean } {
  if (!budget) return {}
  if ('atLeast' in budget) return { budget: `>= ${budget.atLeast}`, ok: value >= budget.atLeast }
  return { budget: `<= ${budget.atMost}`, ok: value <= budget.atMost }
}
