import type { Reporter, TestCase, TestError } from '@playwright/test/reporter'
import { type Failure, failureSummary, flakySummary } from './summary'

const messageOf = ({ message, value }: TestError) => message ?? value

/** Ends the output of a run with its failures. */
export default class implements Reporter {
  readonly #tests = new Set<TestCase>()
  readonly #outside: Failure[] = []

  onTestEnd(test: TestCase) {
    this.#tests.add(test)
  }

  onError(error: TestError) {
    this.#outside.push({ title: 'Outside of a test', messages: [messageOf(error)] })
  }

  onEnd() {
    const flaky = this.#ended('flaky')
    process.stdout.write(
      flakySummary(flaky) + failureSummary([...this.#ended('unexpected'), ...this.#outside]),
    )
  }

  #ended(outcome: ReturnType<TestCase['outcome']>): Failure[] {
    return [...this.#tests]
      .filter((test) => test.outcome() === outcome)
      .map((test) => {
        const [, , ...names] = test.titlePath()
        const failed = test.results.filter(({ errors }) => errors.length > 0)
        return { title: names.join(' › '), messages: failed.flatMap(({ errors }) => errors.map(messageOf)) }
      })
  }
}
