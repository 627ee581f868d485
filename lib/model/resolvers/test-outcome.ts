import type { Answer } from './check/protocol'
import type { TestCase } from './test-case'

export type TestOutcome = 'passes' | 'fails' | 'stopped' | 'waiting'

/** What became of a test case; it waits until the worker has answered. */
export const outcomeOf = ({ expected }: TestCase, answer: Answer | undefined): TestOutcome => {
  if (!answer) return 'waiting'
  if (answer.stopped !== null) return 'stopped'
  return answer.itemId === expected ? 'passes' : 'fails'
}
