/**
 * A rule that nobody has documented, or that two sources tell differently, and how it can be turned. `strict`
 * is what it is in strict mode unless it was turned away from its default.
 */
export type Switch = {
  name: string
  values: readonly (string | number)[]
  default: string | number
  strict?: string | number
  /** An anchor of docs/graph-contract.md: the rule that tells what is known. */
  contract: string
  /** What holds by default. */
  text: string
}

/** What sets a switch or a setting from outside: EMULATOR_INDEX_MS sets `indexMs`. */
export const variableOf = (name: string) =>
  `EMULATOR_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`
