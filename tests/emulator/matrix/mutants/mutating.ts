import { join } from 'node:path'
import type { Vite } from 'vitest/node'
import { type Mutant, mutated } from './mutant'

/** Serves the code of the mutant that `current` names instead of what is on disk. */
export const mutating = (root: string, current: () => Mutant | undefined): Vite.Plugin => ({
  name: 'mutating',
  enforce: 'pre',
  transform(code, id) {
    const mutant = current()
    if (!mutant || id !== join(root, 'lib/emulator', mutant.file)) return undefined
    return { code: mutated(code, mutant), map: null }
  },
})
