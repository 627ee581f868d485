import { stripVTControlCharacters } from 'node:util'

export interface Failure {
  title: string
  messages: (string | undefined)[]
}

const linesEach = 12

/** Each failed test with what went wrong, short enough that the end of a log shows them all. */
export function failureSummary(failures: readonly Failure[]): string {
  const text = failures.map(({ title, messages }) => [title, ...messages.map(shortened)].join('\n'))
  return failures.length === 0 ? '' : `\nWhat failed:\n\n${text.join('\n\n')}\n`
}

function shortened(message = 'It failed without a message.') {
  const lines = stripVTControlCharacters(message).trim().split('\n')
  const more = lines.length > linesEach ? [`… ${lines.length - linesEach} more lines above`] : []
  return [...lines.slice(0, linesEach), ...more].map((line) => `    ${line}`).join('\n')
}
