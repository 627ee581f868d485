import type { Reporter, TestCase, TestError, TestResult } from '@playwright/test/reporter'
import { type Failure, failureSummary } from './summary'

const messageOf = ({ message, value }: TestError) => message ?? value

/** Ends the output of a run with its failures. */
export default class implements Reporter {
  readonly #failures: Failure[] = []

  onTestEnd(test: TestCase, { status, errors }: TestResult) {
    if (status === test.expectedStatus || status === 'skipped') return
    const [, , ...names] = test.titlePath()
    this.#failures.push({ title: names.join(' › '), messages: errors.map(messageOf) })
  }

  onError(error: TestError) {
    this.#failures.push({ title: 'Outside of a test', messages: [messageOf(error)] })
  }

  onEnd() {
    process.stdout.write(failureSummary(this.#failures))
  }
}
