import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { end, startProgram } from '@/lib/cli/children'
import type { Console } from '../support/start-console'

export interface Watched {
  /** What `/healthz` took, in milliseconds. */
  healthMs: number[]
  /** Each status of it that was not 200. */
  wrong: number[]
  megabytes: number[]
  /** Processor time of the portal. */
  seconds: number
}

/** Notes each answer of `/healthz`, and the memory of the portal every ten seconds. */
export async function watchPortal(console: Console, until: number, lateMs: number): Promise<Watched> {
  const watched: Watched = { healthMs: [], wrong: [], megabytes: [], seconds: 0 }
  const child = startProgram('tests/endure/health-watch.ts', { WATCHED_URL: console.url })
  if (!child.stdout) throw new Error('The watch of /healthz has no output.')
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { at, status, ms } = JSON.parse(line) as { at: string; status: number; ms: number }
    watched.healthMs.push(ms)
    if (status !== 200) watched.wrong.push(status)
    if (ms >= lateMs) process.stderr.write(`${at} /healthz answered after ${Math.round(ms)} ms\n`)
  })
  while (Date.now() < until) {
    watched.megabytes.push(residentMegabytes(console.pid('portal')))
    await sleep(10_000)
  }
  watched.seconds = processorSeconds(console.pid('portal'))
  if (child.exitCode !== null) throw new Error('The watch of /healthz ended early.')
  await end(child)
  return watched
}

const residentMegabytes = (pid = 0) =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024)

/** In user and kernel mode: fields 14 and 15 of proc_pid_stat(5), in hundredths of a second. */
const processorSeconds = (pid = 0) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}
