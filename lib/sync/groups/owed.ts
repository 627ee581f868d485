import type { Problem } from '../../model/problem'
import { AppError, asProblem } from '../../platform/errors'

/** So often a change is tried by itself: over an hour, since Graph may take long to know a new group. */
export const mostTries = 14

/** What may come out otherwise a little later: Graph is busy, or does not know the group yet. */
const passing = new Set<Problem['code']>(['not-found', 'throttled', 'unavailable'])

export const behind = 'Graph does not know the group (yet).'

/** What the store keeps of a change that Graph did not take. Throws what is no answer of Graph. */
export function owedAfter(error: unknown, tries: number) {
  if (!(error instanceof AppError)) throw error
  const problem = asProblem(error)
  const again = passing.has(problem.code) && tries + 1 < mostTries
  return {
    problem: problem.code === 'not-found' ? { ...problem, message: behind } : problem,
    tries: tries + 1,
    nextAt: again ? new Date(Date.now() + waitMs(tries)) : null,
  }
}

const waitMs = (tries: number) => Math.min(1_000 * 2 ** tries, 600_000)
