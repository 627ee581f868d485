import type { Blobs } from '../../blobs/blobs'
import type { Db } from '../../db/open'
import type { Graph } from '../../graph/client'
import type { JobQueue } from '../../jobs/queue'
import type { Env } from '../../platform/env'
import { AppError } from '../../platform/errors'
import { secretsOfRun } from '../../sources/secrets'
import { releaseHeld } from '../finalize/release-held'
import type { Lease } from '../lease'
import { approvedPlan, doesSomething, holdPlan, PlanExceeded } from '../plan/hold-plan'
import type { Pool } from '../pool'
import { report } from '../report'
import { complete, type Run } from '../run-state'
import { stage } from '../stage'
import { Refusals } from '../stop'
import { underLease } from '../under-lease'
import { KnownMembers } from './known-members'
import { listRemovals, tellsRemovals } from './list-removals'
import { lostGroups } from './lost-groups'
import { Memberships } from './memberships'
import { planGroups } from './plan-groups'
import { pushGroups } from './push-groups'
import { pushMembers } from './push-members'
import { removeDue } from './remove-due'
import { compareGroups, namedGroups } from './wanted-groups'

export interface SyncingGroups {
  db: Db
  blobs: Blobs
  queue: JobQueue
  configuration: Graph
  ingestion: Graph
  settings: Pick<Env, 'allowedHosts' | 'secretKey'>
  lease: Lease
  pool: Pool
  signal: AbortSignal
  over: AbortSignal
  /** Aborted when the run has to stop, whatever the reason. */
  stopped: AbortSignal
  stalls: number
}

const lookMs = 5_000

/** Brings external groups and their members to what a source says: read, compared, added, and last taken out. */
export async function syncGroups(deps: SyncingGroups, run: Run): Promise<void> {
  const { db, blobs, queue, stopped, lease, pool } = deps
  const { connectionId, groupFields: fields } = run
  if (!fields) throw new AppError('invalid', 'The run does not say which fields name group and member.')
  const stores = { db, blobs }
  const call = underLease({ lease, pool, stopped })
  const snapshot = await stage(stores, run, nothingTold, () => readingOf(deps, run))
  const known = new KnownMembers(deps.ingestion)
  if (run.phase !== 'finalize') {
    const memberships = () => new Memberships(fields, known, call)
    const named = await namedGroups(stores, snapshot, fields)
    const asking = { db, graph: deps.ingestion, connectionId, pool, call }
    const plan = async () => {
      const lost = await lostGroups(asking, [...named.keys()])
      const wanted = await compareGroups(db, connectionId, named, lost)
      return await planGroups({ ...stores, run, fields, snapshot, memberships: memberships(), wanted })
    }
    const approved = run.planFirst ? await approvedPlan(db, run) : null
    if (run.planFirst && !approved) {
      const made = await plan()
      if (doesSomething(made)) return await holdPlan(db, run, made, null)
    }
    await report(stores, run, { phase: 'push' })
    const sent = { name: 'external groups', action: 'updateConnection' as const }
    const looking = { signal: stopped, waitMs: lookMs }
    const refusals = new Refusals(deps.configuration, connectionId, looking, undefined, sent)
    const telling = { ...asking, run, refusals }
    const lost = await lostGroups(asking, [...named.keys()])
    const wanted = await compareGroups(db, connectionId, named, lost)
    const pushed = await pushGroups({ ...telling, named: [...named.keys()] }, wanted)
    const read = memberships()
    try {
      await pushMembers({ ...deps, run, snapshot, memberships: read, pushed, refusals, approved })
    } catch (error) {
      if (!(error instanceof PlanExceeded)) throw error
      return await holdPlan(db, run, await plan(), error.problem)
    }
    if (tellsRemovals(snapshot)) await listRemovals(stores, run, read)
  }
  await releaseHeld(db, run)
  const notDeleted = await removeDue({ ...stores, ingestion: deps.ingestion, run, pool, call })
  await complete(queue, run, { readAll: false, notDeleted })
}

/** Rows name memberships, not items. */
const nothingTold = async (records: readonly unknown[]) => records.map(() => null)

async function readingOf({ db, settings, stopped }: SyncingGroups, run: Run) {
  const secrets = await secretsOfRun(db, run, settings.secretKey, 'groups')
  const { connectionId } = run
  return { connectionId, secrets, allowedHosts: settings.allowedHosts, signal: stopped }
}
