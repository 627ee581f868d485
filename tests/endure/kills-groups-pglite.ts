import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDb } from '@/lib/db/open'
import { stopQueue } from '@/lib/jobs/queue'
import type { RunPhase } from '@/lib/model/sync/run-type'
import type { SyncView } from '@/lib/model/sync/sync'
import { contextFor } from '../support/services'
import { judgeGroups } from './judge-groups'
import { loadOf } from './judge-kills'
import { isMoment, momentsOf } from './kill-moments'
import { sizeFor, waitsMs } from './kills-groups'
import { membersOf, startMembers } from './members'
import { openTenant, type Tenant } from './tenant'

/**
 * The same as `kills-groups` on PGlite, where database and worker are one process: it dies in each phase of a run and is
 * started again, as a service would be.
 */
export async function killsGroupsPglite(argument = '12'): Promise<boolean> {
  const times = Number(argument)
  const size = sizeFor(times)
  const tenant = await openTenant({ EMULATOR_LATENCY_MS: '100' })
  const run = async (connectionId: string, version: 'before' | 'after') => {
    const opened = await openDb({ dataDir: tenant.dataDir })
    try {
      return await startMembers({ opened, context: contextFor(opened, tenant) }, connectionId, version, size)
    } finally {
      await stopQueue(opened)
      await opened.close()
    }
  }
  try {
    await tenant.connect('killed')
    await tenant.connect('undisturbed')
    for (const connectionId of ['killed', 'undisturbed'])
      await work(tenant, await run(connectionId, 'before')).ended
    await tenant.ask('DELETE', 'inFlight')
    const whole = await work(tenant, await run('undisturbed', 'after')).ended
    const wholeLoad = await loadOf(tenant)
    await tenant.ask('DELETE', 'inFlight')

    const syncId = await run('killed', 'after')
    const tookMs: number[] = []
    const killedIn = new Set<RunPhase>()
    let worker = work(tenant, syncId)
    let before: SyncView | null = null
    for (const phase of momentsOf(times)) {
      const view = await worker.until((now) => isMoment(phase, now, before))
      if (!view) break
      await sleep(Math.random() * waitsMs[phase])
      worker.child.kill('SIGKILL')
      const killedAt = performance.now()
      await worker.ended
      killedIn.add(phase)
      worker = work(tenant, syncId)
      // What it wrote down until it died counts as seen: the next kill is to find it further.
      before = await worker.until(({ status }) => status === 'running')
      if (!before) break
      tookMs.push(performance.now() - killedAt)
      process.stderr.write(
        `kill ${tookMs.length} (${phase}): goes on after ${(tookMs.at(-1) ?? 0) / 1000} s\n`,
      )
    }
    const view = await worker.ended
    if (!view || !whole) throw new Error('A worker ended without saying how the run went.')
    const same = (await membersOf(tenant, 'killed')) === (await membersOf(tenant, 'undisturbed'))
    const load = await loadOf(tenant)
    return judgeGroups('kills-groups-pglite', {
      wanted: times,
      tookMs,
      killedIn,
      view,
      whole,
      same,
      load,
      wholeLoad,
    })
  } finally {
    await tenant.close()
  }
}

/** A worker on a run, and what it says of it. */
function work(tenant: Tenant, syncId: string) {
  const child = tenant.start('tests/endure/work-on-groups.ts', { SYNC_ID: syncId }, 'pipe')
  const closed = once(child, 'close')
  let last: SyncView | null = null
  if (child.stdout)
    createInterface({ input: child.stdout }).on('line', (line) => {
      // Lines are short enough to be written whole or not at all.
      last = JSON.parse(line) as SyncView
    })
  return {
    child,
    /** How the run stood when the worker ended; null when that had said nothing. */
    ended: closed.then(() => last),
    /** Waits until the worker says that it is so; null when it ends before. */
    async until(when: (view: SyncView) => boolean): Promise<SyncView | null> {
      for (;;) {
        if (last && when(last)) return last
        if (child.exitCode !== null || child.signalCode !== null) return null
        await sleep(5)
      }
    },
  }
}
