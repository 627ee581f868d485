import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { mutants } from './all'
import { type Outcome, outcomesOf } from './outcomes'

// Runs the named test of each rule against mutants of the rule, and prints a line of JSON for each:
// `--only id,id` for some rules, `--survivors` to print only what went wrong, `--parallel 4` for more at a time.
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    survivors: { type: 'boolean', default: false },
    parallel: { type: 'string', default: '2' },
    share: { type: 'string' },
  },
})
const ids = values.only.split(',').filter(Boolean)
const unknown = ids.filter((id) => !mutants.some(({ of }) => of === id))
if (unknown.length > 0) throw new Error(`No rule or route has the id ${unknown.join(', ')}.`)
const wanted = mutants.filter(({ of }) => ids.length === 0 || ids.includes(of))

if (values.share) await runShare(values.share)
else process.exitCode = await runAll(Number(values.parallel))

async function runShare(share: string) {
  const [own = 1, all = 1] = share.split('/').map(Number)
  const mine = wanted.filter((_, at) => at % all === own - 1)
  for await (const outcome of outcomesOf(mine)) process.stdout.write(`${JSON.stringify(outcome)}\n`)
  // Vitest calls a failed test a failure; here it is what was wanted.
  process.exitCode = 0
}

async function runAll(parallel: number) {
  const started = performance.now()
  const counts: Record<Outcome['result'], number> = { killed: 0, survived: 0, broken: 0, 'no test': 0 }
  const take = (line: string) => {
    const outcome = JSON.parse(line) as Outcome
    counts[outcome.result]++
    if (outcome.result !== 'killed' || !values.survivors) process.stdout.write(`${line}\n`)
  }
  const shares = Array.from({ length: parallel }, (_, at) => `${at + 1}/${parallel}`)
  await Promise.all(shares.map((share) => inProcess(share, take)))
  const seconds = Math.round((performance.now() - started) / 1000)
  const rules = new Set(wanted.map(({ of }) => of)).size
  process.stdout.write(`${JSON.stringify({ rules, mutants: wanted.length, ...counts, seconds })}\n`)
  return counts.killed === wanted.length ? 0 : 1
}

/** Two tests cannot run at once in one Vitest when each wants another mutant, so that each share has its own. */
async function inProcess(share: string, take: (line: string) => void) {
  const args = ['--import', 'tsx', fileURLToPath(import.meta.url), '--share', share, '--only', ids.join(',')]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  for await (const line of createInterface({ input: child.stdout })) take(line)
  const code = await ended
  if (code !== 0) throw new Error(`Share ${share} ended with ${code}.`)
}
