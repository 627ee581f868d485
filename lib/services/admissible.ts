import { isStorable } from '../model/storable'
import { AppError } from '../platform/errors'

/** What one input may have in all, whatever its shape allows each part. */
export const inputMaximum = { depth: 64, parts: 200_000, letters: 4_000_000 }

interface Part {
  value: unknown
  name: string
  depth: number
  in?: Part
}

/**
 * Refuses an input that is too deep or too large to work on, or that no table could hold, before it fails somewhere in
 * the middle of the work. It goes by a list of its own, because a call per level would end the process on deep ones.
 */
export function needAdmissible(input: unknown): void {
  const open: Part[] = [{ value: input, name: '', depth: 0 }]
  let parts = 0
  let letters = 0
  for (let part = open.pop(); part; part = open.pop()) {
    const { value, depth } = part
    parts += 1
    if (typeof value === 'string') letters += value.length
    if (parts > inputMaximum.parts || letters > inputMaximum.letters)
      throw tooMuch('The input is too large.', part)
    if (depth > inputMaximum.depth) throw tooMuch('The input is nested too deeply.', part)
    if (typeof value === 'string' && !isStorable(value)) throw unstorable(part)
    if (typeof value !== 'object' || value === null) continue
    for (const [name, entry] of Object.entries(value).reverse()) {
      letters += name.length
      if (!isStorable(name)) throw unstorable(part)
      open.push({ value: entry, name, depth: depth + 1, in: part })
    }
  }
}

const unstorable = (part: Part) => {
  const message = 'The text has a character that cannot be stored (NUL, or half of one). Type it anew.'
  return new AppError('invalid', message, { field: pathOf(part) })
}

const tooMuch = (message: string, part: Part) =>
  new AppError('invalid', `${message} Send less at a time.`, { field: pathOf(part)?.slice(0, 200) })

function pathOf(part: Part) {
  const names: string[] = []
  for (let at: Part | undefined = part; at?.in; at = at.in) names.unshift(at.name)
  return names.join('.') || undefined
}
