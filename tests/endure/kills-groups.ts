import { setTimeout as sleep } from 'node:timers/promises'
import type { RunPhase } from '@/lib/model/sync/run-type'
import type { SyncView } from '@/lib/model/sync/sync'
import { getSyncView } from '@/lib/services/sync/views'
import { type Ground, openGround } from './ground'
import { judgeGroups } from './judge-groups'
import { loadOf } from './judge-kills'
import { isMoment, momentsOf } from './kill-moments'
import { killNow } from './kills'
import { decide, membersOf, startMembers } from './members'

/** So many members keep a run going until so many kills are done. */
export const sizeFor = (times: number) => ({ same: 400, added: 400 * times, removed: 300 * times })

/** How long a kill waits at most: reading and comparing are over soon. */
export const waitsMs: Record<RunPhase, number> = { stage: 50, plan: 50, push: 1_000, finalize: 500 }

/**
 * Kills the worker of a run of groups in each of its phases: while it reads, compares, adds and takes out members. A second
 * one stands by. At the end Graph has exactly the members that a run without kills leaves there.
 */
export async function killsGroups(argument = '12'): Promise<boolean> {
  const times = Number(argument)
  const size = sizeFor(times)
  const ground = await openGround({ EMULATOR_LATENCY_MS: '100' })
  try {
    await ground.connect('killed')
    await ground.connect('undisturbed')
    const workers = [ground.worker(), ground.worker()]
    for (const connectionId of ['killed', 'undisturbed'])
      await toEnd(ground, await startMembers(ground, connectionId, 'before', size))
    await ground.ask('DELETE', 'inFlight')
    const whole = await toEnd(ground, await startMembers(ground, 'undisturbed', 'after', size))
    const wholeLoad = await loadOf(ground)
    await ground.ask('DELETE', 'inFlight')

    const syncId = await startMembers(ground, 'killed', 'after', size)
    const tookMs: number[] = []
    const killedIn = new Set<RunPhase>()
    let before: SyncView | null = null
    for (const phase of momentsOf(times)) {
      const view: SyncView | null = await untilMoment(ground, syncId, phase, before)
      const killed = view && (await killNow(ground, syncId, workers, waitsMs[phase]))
      if (!killed) break
      // What it wrote down until it died counts as seen: the next kill is to find it further.
      before = await getSyncView(ground.opened.db, syncId)
      killedIn.add(phase)
      tookMs.push(killed.tookMs)
      process.stderr.write(
        `kill ${tookMs.length} (${phase}): taken over after ${(killed.tookMs / 1000).toFixed(1)} s\n`,
      )
    }
    const view = await toEnd(ground, syncId)
    const load = await loadOf(ground)
    const same = (await membersOf(ground, 'killed')) === (await membersOf(ground, 'undisturbed'))
    return judgeGroups('kills-groups', {
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
    await ground.close()
  }
}

/** Waits until the run is in that phase, and got on since; approves what it waits for. Null when it is over before. */
async function untilMoment(ground: Ground, syncId: string, phase: RunPhase, before: SyncView | null) {
  for (;;) {
    const view = await getSyncView(ground.opened.db, syncId)
    if (isMoment(phase, view, before)) return view
    if (view.finishedAt && !(await decide(ground, view))) return null
    await sleep(5)
  }
}

/** Waits until the run is over, and approves what it waits for until then. */
async function toEnd(ground: Ground, syncId: string): Promise<SyncView> {
  for (;;) {
    const view = await getSyncView(ground.opened.db, syncId)
    if (view.finishedAt && !(await decide(ground, view))) return view
    await sleep(100)
  }
}
