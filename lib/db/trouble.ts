/** Classes of SQLSTATE: connection, resources, shutdown, and conflicts between transactions. */
const passing =
  /^(?:08|53|57P|57014|55P03|40001|40P01)|^(?:ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)/
/** node-postgres gives these no code. */
const words =
  /^(?:Connection terminated|Query read timeout|timeout exceeded when trying to connect|Client (?:has encountered|was closed))/

/** Whether a database error is temporary: the same work may succeed later. */
export function isDatabaseTrouble(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  if (passing.test(code) || words.test(error.message)) return true
  if (error instanceof AggregateError && error.errors.some(isDatabaseTrouble)) return true
  return isDatabaseTrouble(error.cause)
}
