import { stripVTControlCharacters } from 'node:util'

export interface Failure {
  title: string
  messages: (string | undefined)[]
}

const linesEach = 12

/** Each failed test with what went wrong, short enough that the end of a log shows them all. */
export const failureSummary = (failures: readonly Failure[]) => summary('What failed', failures)

/** Each test that passed only when it was tried again, with what went wrong before: a fault of the test or of the product. */
export const flakySummary = (failures: readonly Failure[]) =>
  summary('What passed only when it was tried again, and has to be made reliable', failures)

function summary(heading: string, failures: readonly Failure[]) {
  const text = failures.map(({ title, messages }) => [title, ...messages.map(shortened)].join('\n'))
  return failures.length === 0 ? '' : `\n${heading}:\n\n${text.join('\n\n')}\n`
}

function shortened(message = 'It failed without a message.') {
  const lines = stripVTControlCharacters(message).trim().split('\n')
  const more = lines.length > linesEach ? [`… ${lines.length - linesEach} more lines above`] : []
  return [...lines.slice(0, linesEach), ...more].map((line) => `    ${line}`).join('\n')
}
