import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node'
import { type Failure, failureSummary, flakySummary } from './summary'

/** An error, and for a failed expectation what differed. */
const messageOf = ({ name, message, diff }: { name?: string; message: string; diff?: string }) =>
  [`${name}: ${message}`, diff].filter(Boolean).join('\n')

/** Ends the output of a run with its failures. */
export default class implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]) {
    const failures = modules.flatMap((module): Failure[] => [
      ...fileFailure(module),
      ...[...module.children.allTests('failed')].map(testFailure),
    ])
    const flaky = modules.flatMap((module) =>
      [...module.children.allTests('passed')].filter((test) => test.diagnostic()?.flaky).map(testFailure),
    )
    const outside = errors.map((error) => ({ title: 'Outside of a test', messages: [messageOf(error)] }))
    process.stdout.write(flakySummary(flaky) + failureSummary([...failures, ...outside]))
  }
}

const testFailure = (test: TestCase): Failure => ({
  title: `${test.module.relativeModuleId} › ${test.fullName}`,
  messages: (test.result().errors ?? []).map(messageOf),
})

/** A file that could not be loaded, or a hook around its tests. */
function fileFailure(module: TestModule): Failure[] {
  const errors = [module, ...module.children.allSuites()].flatMap((part) => part.errors())
  return errors.length > 0 ? [{ title: module.relativeModuleId, messages: errors.map(messageOf) }] : []
}
