/**
 * A rule that is not documented, or that two sources describe differently, and its possible values. `strict`
 * is what it is in strict mode unless it was turned away from its default.
 */
export type Switch = {
  name: string
  values: readonly (string | number)[]
  default: string | number
  strict?: string | number
  /** An anchor of docs/graph-contract.md: the rule that says what is known. */
  contract: string
  /** What holds by default. */
  text: string
}

/** The environment variable of a switch or setting: EMULATOR_INDEX_MS sets `indexMs`. */
export const variableOf = (name: string) =>
  `EMULATOR_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`
