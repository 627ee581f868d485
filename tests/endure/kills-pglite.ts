import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDb } from '@/lib/db/open'
import { stopQueue } from '@/lib/jobs/queue'
import type { SyncView } from '@/lib/model/sync/sync'
import { contextFor } from '../support/services'
import { judgeKills, loadOf } from './judge-kills'
import { openTenant, type Tenant } from './tenant'
import { contentOf, startTickets } from './tickets'

/** So many rows keep a run going until so many kills are done. */
const rowsByKill = 1_200
/**
 * After so many requests a worker has written down some of them: two flushes and what is in flight. A run with which two died
 * in one place is set aside, and nobody can look into the database meanwhile.
 */
const writtenAfter = 2 * 250 + 25 + 5

/**
 * The same as `kills` on PGlite, where database and worker are one process: it dies at random moments and is started
 * again, as a service would be.
 */
export async function killsPglite(times = '50'): Promise<boolean> {
  const rows = Number(times) * rowsByKill
  const tenant = await openTenant({ EMULATOR_LATENCY_MS: '100' })
  try {
    await tenant.connect('killed')
    await tenant.connect('undisturbed')
    const killed = await startIn(tenant, 'killed', rows)
    await tenant.ask('DELETE', 'inFlight')
    const tookMs: number[] = []
    let worker = work(tenant, killed)
    while (tookMs.length < Number(times)) {
      if (!(await untilSent(tenant, worker, writtenAfter))) break
      await sleep(Math.random() * 2_000)
      worker.child.kill('SIGKILL')
      const killedAt = performance.now()
      await worker.ended
      worker = work(tenant, killed)
      if (!(await untilSent(tenant, worker, 1))) break
      tookMs.push(performance.now() - killedAt)
      process.stderr.write(`kill ${tookMs.length}: goes on after ${(tookMs.at(-1) ?? 0) / 1000} s\n`)
    }
    const view = await worker.ended
    const load = await loadOf(tenant)
    const whole = await work(tenant, await startIn(tenant, 'undisturbed', rows)).ended
    if (view?.problem) process.stderr.write(`${view.status}: ${view.problem.message}\n`)
    if (!view || !whole) throw new Error('A worker ended without saying how the run went.')
    return judgeKills('kills-pglite', {
      wanted: Number(times),
      tookMs,
      status: view.status,
      sent: view.counts.sent,
      whole: whole.counts.sent,
      same: (await contentOf(tenant, 'killed')) === (await contentOf(tenant, 'undisturbed')),
      resent: load.requests - view.counts.sent,
      most: load.most,
    })
  } finally {
    await tenant.close()
  }
}

/** Starts a run while no worker has the database. */
async function startIn(tenant: Tenant, connectionId: string, rows: number) {
  const opened = await openDb({ dataDir: tenant.dataDir })
  try {
    return (await startTickets({ opened, context: contextFor(opened, tenant) }, connectionId, rows)).syncId
  } finally {
    await stopQueue(opened)
    await opened.close()
  }
}

interface Worker {
  child: ChildProcess
  /** How the run ended; null when the worker was killed before. */
  ended: Promise<SyncView | null>
}

function work(tenant: Tenant, syncId: string): Worker {
  const child = tenant.start('tests/endure/work-to-end.ts', { SYNC_ID: syncId }, 'pipe')
  const said = child.stdout ? text(child.stdout) : Promise.resolve('')
  const ended = once(child, 'close').then(async () => {
    const answer = await said
    return answer ? (JSON.parse(answer) as SyncView) : null
  })
  return { child, ended }
}

/** Waits until Graph got so many more items. False when the run is over before. */
async function untilSent(tenant: Tenant, { child }: Worker, items: number) {
  const { requests: before } = await loadOf(tenant)
  while (child.exitCode === null) {
    if ((await loadOf(tenant)).requests >= before + items) return true
    await sleep(20)
  }
  return false
}
