import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { report } from '../bench/report'
import { openGround } from './ground'
import { judgeKills, loadOf } from './judge-kills'
import { attemptOf, killHolder } from './kills'
import { contentOf, startTickets, untilEnded } from './tickets'

const rowsByJump = 4_000
/** Longer than a worker takes to extend its lease, and than another one to look whether it did. */
const quietMs = 4_500

/**
 * Sets the clock of the database forward and back by an hour in the middle of a run: whoever works on it keeps it. Then
 * it is killed, and another one takes over in time by whatever clock.
 */
export async function clock(times = '10'): Promise<boolean> {
  const rows = Number(times) * rowsByJump
  const ground = await openGround({ EMULATOR_LATENCY_MS: '100' }, makeClock)
  const admin = new Client({ connectionString: ground.env.databaseUrl })
  await admin.connect()
  try {
    await ground.connect('killed')
    await ground.connect('undisturbed')
    const workers = [ground.worker(), ground.worker()]
    await ground.ask('DELETE', 'inFlight')
    const { syncId } = await startTickets(ground, 'killed', rows)
    while (!(await attemptOf(ground, syncId))) await sleep(100)
    const tookMs: number[] = []
    let needless = 0
    while (tookMs.length < Number(times)) {
      // Time for both workers to see the lease being extended.
      await sleep(quietMs)
      const before = await attemptOf(ground, syncId)
      await admin.query('update clock set shift = $1::interval', [tookMs.length % 2 ? '-1 hour' : '1 hour'])
      await sleep(quietMs)
      if ((await attemptOf(ground, syncId)) !== before) needless += 1
      const killed = await killHolder(ground, syncId, workers)
      if (!killed) break
      tookMs.push(killed.tookMs)
      process.stderr.write(`jump ${tookMs.length}: taken over after ${(killed.tookMs / 1000).toFixed(1)} s\n`)
    }
    const view = await untilEnded(ground, syncId)
    const load = await loadOf(ground)
    const whole = await untilEnded(ground, (await startTickets(ground, 'undisturbed', rows)).syncId)
    const quiet = { metric: 'taken from a worker that was alive', value: needless, unit: 'times' }
    return [
      report('clock', { ...quiet, budget: { atMost: 0 } }),
      judgeKills('clock', {
        wanted: Number(times),
        tookMs,
        status: view.status,
        sent: view.counts.sent,
        whole: whole.counts.sent,
        same: (await contentOf(ground, 'killed')) === (await contentOf(ground, 'undisturbed')),
        resent: load.requests - view.counts.sent,
        most: load.most,
      }),
    ].every(Boolean)
  } finally {
    await admin.end()
    await ground.close()
  }
}

/** Puts a clock that can be set before that of the server. */
async function makeClock(databaseUrl: string) {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(`
    create table clock (shift interval not null);
    insert into clock values ('0');
    create function public.clock_timestamp() returns timestamptz language sql volatile as
      'select pg_catalog.clock_timestamp() + (select shift from public.clock)';
    create function public.now() returns timestamptz language sql stable as
      'select pg_catalog.now() + (select shift from public.clock)';
    alter database postgres set search_path = public, pg_catalog;`)
  await client.end()
}
