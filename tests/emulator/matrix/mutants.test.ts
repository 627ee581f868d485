import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mutants, proofs } from './mutants/all'
import { type Mutant, mutated } from './mutants/mutant'

const codeOf = ({ file }: Mutant) => readFileSync(join('lib/emulator', file), 'utf8')

test('each rule and each call has a mutant, and each mutant is of one of them', () => {
  const broken = new Set(mutants.map(({ of }) => of))

  const unproved = Object.keys(proofs).filter((id) => !broken.has(id))
  expect(unproved, 'tests/emulator/matrix/README.md says how to add mutants').toEqual([])
  expect([...broken].filter((id) => !proofs[id])).toEqual([])
})

test('each mutant still finds what it changes, once, and changes it', () => {
  const problems = mutants.flatMap((mutant) => {
    try {
      return mutated(codeOf(mutant), mutant) === codeOf(mutant) ? [`${mutant.of} changes nothing`] : []
    } catch (error) {
      return [String(error)]
    }
  })

  expect(problems).toEqual([])
})

// All of them take minutes: npm run emulator:mutants.
test('the named tests of some rules notice their mutants', { timeout: 120_000 }, () => {
  const some = ['connection.id.change', 'label.once', 'connection.id.reservedCase'].join(',')
  const runner = 'tests/emulator/matrix/mutants/run.ts'
  const { stdout } = spawnSync(
    process.execPath,
    ['--import', 'tsx', runner, '--parallel', '1', '--only', some],
    {
      encoding: 'utf8',
    },
  )
  const summary = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')

  expect(summary).toMatchObject({ rules: 3, survived: 0, broken: 0, 'no test': 0 })
})
