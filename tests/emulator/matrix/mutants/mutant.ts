/** A rule of the emulator that was broken on purpose: its code with one place changed. Files on disk stay as they are. */
export type Mutant = {
  /** The rule or the route whose named test has to notice. */
  of: string
  /** Below `lib/emulator`. */
  file: string
  change: Change
}

/** Replaces a text that is in the file exactly once, or adds code at its end. */
type Change = { from: string; to: string } | { add: string }

type Patch = Pick<Mutant, 'file' | 'change'>

/** The mutants of each rule, by its id. A rule that says several things has one for each. */
export type Mutants = Record<string, Patch[]>

/** `in('rules/labels.ts')` makes patches of that file. */
export const inFile =
  (file: string) =>
  (from: string, to: string): Patch => ({ file, change: { from, to } })

export const addedTo = (file: string, add: string): Patch => ({ file, change: { add } })

const squeezed = (text: string) => text.replace(/\s+/g, ' ')

/** The code of a mutant. Throws when the text to replace is not there exactly once, whatever its line breaks. */
export function mutated(code: string, { of, file, change }: Mutant): string {
  if ('add' in change) return `${code}\n${change.add}\n`
  const plain = squeezed(code)
  const at = plain.indexOf(squeezed(change.from))
  if (at < 0) throw new Error(`${of}: ${file} does not hold: ${change.from}`)
  if (plain.indexOf(squeezed(change.from), at + 1) >= 0) {
    throw new Error(`${of}: ${file} holds more than once: ${change.from}`)
  }
  const pattern = change.from
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('\\s+')
  return code.replace(new RegExp(pattern), () => change.to)
}
