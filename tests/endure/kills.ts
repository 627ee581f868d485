import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { leases, syncs } from '@/lib/db/schema'
import { getSyncView } from '@/lib/services/sync/views'
import { type Ground, openGround } from './ground'
import { judgeKills, loadOf } from './judge-kills'
import { contentOf, startTickets, untilEnded } from './tickets'

/** So many rows keep a run going until so many kills are done. */
const rowsByKill = 600

/**
 * Kills the worker that has the run, at random moments, while a second one stands by and a new one is started for each
 * that died. At the end Graph has exactly what a run without kills leaves there.
 */
export async function kills(times = '50'): Promise<boolean> {
  const rows = Number(times) * rowsByKill
  const ground = await openGround({ EMULATOR_LATENCY_MS: '100' })
  try {
    await ground.connect('killed')
    await ground.connect('undisturbed')
    const workers = [ground.worker(), ground.worker()]
    await ground.ask('DELETE', 'inFlight')
    const { syncId } = await startTickets(ground, 'killed', rows)
    const tookMs: number[] = []
    while (tookMs.length < Number(times)) {
      const killed = await killHolder(ground, syncId, workers)
      if (!killed) break
      tookMs.push(killed.tookMs)
      process.stderr.write(`kill ${tookMs.length}: taken over after ${(killed.tookMs / 1000).toFixed(1)} s\n`)
    }
    const view = await untilEnded(ground, syncId)
    const load = await loadOf(ground)
    const whole = await untilEnded(ground, (await startTickets(ground, 'undisturbed', rows)).syncId)
    return judgeKills('kills', {
      wanted: Number(times),
      tookMs,
      status: view.status,
      sent: view.counts.sent,
      whole: whole.counts.sent,
      same: (await contentOf(ground, 'killed')) === (await contentOf(ground, 'undisturbed')),
      resent: load.requests - view.counts.sent,
      most: load.most,
    })
  } finally {
    await ground.close()
  }
}

/** Kills the worker that holds the lease, after some progress and a random wait, and waits for the next one. */
export async function killHolder(ground: Ground, syncId: string, workers: ChildProcess[]) {
  const { opened } = ground
  const before = await getSyncView(opened.db, syncId)
  for (;;) {
    const view = await getSyncView(opened.db, syncId)
    if (view.finishedAt) return null
    if (view.counts.sent > before.counts.sent + 1) break
    await sleep(20)
  }
  return await killNow(ground, syncId, workers, 2_000)
}

/** The same at once, after a random wait of at most so long. */
export async function killNow(ground: Ground, syncId: string, workers: ChildProcess[], waitMs: number) {
  const { opened } = ground
  await sleep(Math.random() * waitMs)
  const [lease] = await opened.db.select().from(leases)
  const holder = workers.find(({ pid }) => lease?.owner.endsWith(`:${pid}`))
  if (!holder) return null
  const attempt = await attemptOf(ground, syncId)
  holder.kill('SIGKILL')
  const killedAt = performance.now()
  workers.splice(workers.indexOf(holder), 1, ground.worker())
  while ((await attemptOf(ground, syncId)) === attempt) await sleep(20)
  return { tookMs: performance.now() - killedAt }
}

export async function attemptOf({ opened }: Ground, syncId: string) {
  const [row] = await opened.db.select({ attempt: syncs.attempt }).from(syncs).where(eq(syncs.id, syncId))
  return row?.attempt
}
