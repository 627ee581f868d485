import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { alertRules } from '@/lib/db/schema'
import { getSyncView } from '@/lib/services/sync/views'
import { report } from '../bench/report'
import { smallDisk } from '../support/small-disk'
import { type Console, startConsole } from '../support/start-console'
import { haveConnection } from '../support/steps'
import { type DiskWriter, diskWriter } from './disk-writer'

const roundsUnlessTold = '3'
/** So many rows keep a run going through all rounds, at 25 requests of 200 ms each. */
const rowsByRound = 4_000

/**
 * Fills the disk of a running console to its last byte, has it write until its database dies of it, and makes space again,
 * three times, while a sync goes on. What was acknowledged is there afterwards, `/healthz` always answers, and console and
 * sync go on by themselves.
 */
export async function disk(rounds = roundsUnlessTold): Promise<boolean> {
  const small = smallDisk(400)
  if ('why' in small) {
    process.stderr.write(`Skipped: ${small.why}.\n`)
    return true
  }
  const home = process.env.TMPDIR
  process.env.TMPDIR = small.folder
  const console = await startConsole({ DISK_RESERVE_MB: '60', EMULATOR_LATENCY_MS: '200' })
  if (home === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = home
  try {
    await haveConnection(console, 'helpdesk', { id: 'helpdesk', name: 'Helpdesk' })
    const writer = await diskWriter(console)
    const rows = Number(rounds) * rowsByRound
    const syncId = await writer.startSync(rows)
    const results: Round[] = []
    for (let n = 0; n < Number(rounds); n += 1) results.push(await round(console, writer, small))
    const run = await ended(console, syncId)
    const { db, close } = await console.database()
    const kept = new Set(
      (await db.select({ name: alertRules.name }).from(alertRules)).map(({ name }) => name),
    )
    await close()
    const lost = writer.acknowledged.filter((name) => !kept.has(name))
    const most = (of: (one: Round) => number) => Math.max(...results.map(of))
    const times = (of: (one: Round) => boolean) => results.filter(of).length
    const all = results.length
    return [
      report('disk', { metric: 'acknowledged', value: writer.acknowledged.length, unit: 'changes' }),
      report('disk', { metric: 'lost', value: lost.length, unit: 'changes', budget: { atMost: 0 } }),
      report('disk', {
        metric: 'rows of the sync',
        value: run.counts.sent,
        unit: run.status,
        budget: { atLeast: rows },
      }),
      report('disk', {
        metric: 'items in Graph',
        value: (await console.state()).connections[0]?.itemCount ?? 0,
        unit: 'items',
        budget: { atLeast: rows },
      }),
      report('disk', {
        metric: 'told by /readyz',
        value: times(({ ready }) => ready === 'full'),
        unit: '',
        budget: { atLeast: all },
      }),
      report('disk', {
        metric: 'uploads refused in words',
        value: times(({ upload }) => upload),
        unit: '',
        budget: { atLeast: all },
      }),
      report('disk', {
        metric: 'changes refused in words',
        value: times(({ words }) => words),
        unit: '',
        budget: { atLeast: all },
      }),
      report('disk', { metric: 'databases that died', value: times(({ died }) => died), unit: '' }),
      report('disk', {
        metric: 'slowest /healthz',
        value: most(({ healthMs }) => healthMs),
        unit: 'ms',
        budget: { atMost: 1_000 },
      }),
      report('disk', {
        metric: 'slowest refusal',
        value: most(({ refusalMs }) => refusalMs) / 1000,
        unit: 's',
        budget: { atMost: 15 },
      }),
      report('disk', {
        metric: 'writes again after',
        value: most(({ backMs }) => backMs) / 1000,
        unit: 's',
        budget: { atMost: 30 },
      }),
    ].every(Boolean)
  } finally {
    await console.close().finally(() => small.remove())
  }
}

interface Round {
  ready: string
  upload: boolean
  words: boolean
  died: boolean
  healthMs: number
  refusalMs: number
  backMs: number
}

/** The run once it is over; it has gone on by itself. */
async function ended(console: Console, syncId: string) {
  for (const until = Date.now() + 180_000; ; await sleep(500)) {
    const { db, close } = await console.database()
    const view = await getSyncView(db, syncId).finally(close)
    if (view.finishedAt || Date.now() > until) return view
  }
}

async function round(
  console: Console,
  { write, upload }: DiskWriter,
  small: { fill(): void; free(): void },
): Promise<Round> {
  const before = console.pid('database')
  const first = await write()
  if (!first.done) throw new Error(`Nothing can be saved: ${first.text}`)
  small.fill()
  const state = await readiness(console)
  const refused = await upload()
  const answer = await refused.text()
  const isRefused = refused.status === 503 && /DISK_RESERVE_MB|disk of the console is full/.test(answer)
  if (!isRefused) process.stderr.write(`The upload got ${refused.status}: ${answer.slice(0, 300)}\n`)
  let words = false
  let [healthMs, refusalMs] = [0, 0]
  for (const until = Date.now() + 20_000; Date.now() < until; ) {
    await nextLog(console)
    const { done, text, ms } = await write()
    if (!done) refusalMs = Math.max(refusalMs, ms)
    words ||= !done && /disk of the console is full|database cannot be reached/.test(text)
    const began = performance.now()
    const { status } = await fetch(`${console.url}/healthz`)
    if (status !== 200) throw new Error(`/healthz answered ${status}`)
    healthMs = Math.max(healthMs, performance.now() - began)
  }
  const ready = state || (await readiness(console))
  small.free()
  const freed = performance.now()
  while (!(await write()).done) {
    if (performance.now() - freed > 60_000) throw new Error('It did not go on within a minute.')
    await sleep(200)
  }
  const backMs = performance.now() - freed
  return {
    ready,
    upload: isRefused,
    words,
    died: console.pid('database') !== before,
    healthMs,
    refusalMs,
    backMs,
  }
}

async function readiness(console: Console): Promise<string> {
  const { checks } = await (await fetch(`${console.url}/readyz`)).json()
  return checks.disk
}

/** Has the database begin the next segment of its log, as it would after more writes: there is no room for one. */
async function nextLog(console: Console) {
  const opened = await console.database().catch(() => null)
  await opened?.db.execute(sql`select pg_switch_wal()`).catch(() => null)
  await opened?.close()
}
