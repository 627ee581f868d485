import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createVitest, type Vitest } from 'vitest/node'
import { proofs } from './all'
import type { Mutant } from './mutant'
import { mutating } from './mutating'
import { namedTest } from './named-test'

export type Outcome = {
  of: string
  /** `broken` when the mutant is no code, `no test` when the rule names a test that is not there. */
  result: 'killed' | 'survived' | 'broken' | 'no test'
  file: string
  change: string
  failure?: string
}

const root = fileURLToPath(new URL('../../../..', import.meta.url)).replace(/\/$/, '')

/** Runs the named tests of each mutant, one mutant after the other. */
export async function* outcomesOf(mutants: Mutant[]): AsyncGenerator<Outcome> {
  let current: Mutant | undefined
  const vitest = await createVitest(
    'test',
    {
      root,
      config: false,
      watch: false,
      reporters: [{}],
      include: ['tests/emulator/**/*.test.ts'],
      pool: 'forks',
      maxWorkers: 1,
      testTimeout: 30_000,
      // It knows code by what is on disk, which is not what a mutant has.
      fsModuleCache: false,
    },
    { resolve: { alias: { '@': root } }, plugins: [mutating(root, () => current)] },
  )
  for (const mutant of mutants) {
    const path = join(root, 'lib/emulator', mutant.file)
    current = mutant
    vitest.invalidateFile(path)
    yield await outcomeOf(vitest, mutant)
    current = undefined
    vitest.invalidateFile(path)
  }
  await vitest.close()
}

async function outcomeOf(vitest: Vitest, { of, file, change }: Mutant): Promise<Outcome> {
  const named = (proofs[of] ?? []).map(namedTest)
  // A file runs once, whatever it is to run.
  const specifications = [...new Set(named.map((test) => test.file))].map((testFile) => {
    const patterns = named.filter((test) => test.file === testFile).map(({ pattern }) => pattern.source)
    return vitest.getRootProject().createSpecification(join(root, 'tests/emulator', testFile), {
      testNamePattern: new RegExp(patterns.join('|'), 's'),
    })
  })
  const { testModules } = await vitest.runTestSpecifications(specifications)
  // What a file had in an earlier run is still listed.
  const cases = testModules
    .flatMap((module) => [...module.children.allTests()])
    .filter(({ fullName }) => named.some(({ pattern }) => pattern.test(fullName)))
  const states = cases.map((one) => one.result().state)
  const errors = testModules.flatMap((module) => module.errors())
  const failures = [...errors, ...cases.flatMap((one) => one.result().errors ?? [])]
  const found = named.every(({ pattern }) => cases.some(({ fullName }) => pattern.test(fullName)))
  const result =
    errors.length > 0 ? 'broken' : !found ? 'no test' : states.includes('failed') ? 'killed' : 'survived'
  const changed = 'add' in change ? change.add : `${change.from} → ${change.to}`
  const failure = failures[0]?.message.split('\n')[0]?.slice(0, 160)
  return { of, result, file, change: changed.slice(0, 160), ...(failure ? { failure } : {}) }
}
