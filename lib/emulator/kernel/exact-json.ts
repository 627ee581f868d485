// Node has both; the type definitions do not yet.
type Exact = {
  parse(text: string, revive: (key: string, value: unknown, context: { source?: string }) => unknown): unknown
  rawJSON(text: string): object
}
const exact = JSON as unknown as Exact

// Sixteen digits are the fewest that a double may not hold. Most bodies have no such number, and are read fast.
const longNumber = /\d{16}/
const wholeNumber = /^-?\d+$/

/** JSON as it was sent: a whole number that a double cannot hold becomes a bigint. Throws SyntaxError. */
export function parseJson(text: string): unknown {
  return longNumber.test(text) ? exact.parse(text, revived) : JSON.parse(text)
}

function revived(_: string, value: unknown, { source }: { source?: string }) {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value
  return source !== undefined && wholeNumber.test(source) ? BigInt(source) : value
}

/** JSON in which a bigint is a number with all its digits. */
export function writeJson(value: unknown, indent?: number): string {
  try {
    return JSON.stringify(value, null, indent)
  } catch (error) {
    // A replacer makes it slow, and is needed for a bigint only.
    if (!(error instanceof TypeError)) throw error
    return JSON.stringify(value, withDigits, indent)
  }
}

const withDigits = (_: string, value: unknown) =>
  typeof value === 'bigint' ? exact.rawJSON(String(value)) : value
