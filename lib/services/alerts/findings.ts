import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { type alertRules, connections, syncs } from '../../db/schema'
import type { Finding } from '../../model/alerts/transitions'
import { expiryNeeds } from '../../model/connection/tenant-needs'
import { durationText } from '../../model/duration'
import { brokeOff, type SyncStatus } from '../../model/sync/status'
import type { Env } from '../../platform/env'
import { expiriesOf } from '../overview/expiries'

export type AlertRule = typeof alertRules.$inferSelect

/** What a rule finds: of every connection or app that it is about, whether something is wrong. */
export async function findingsOf(db: Db, rule: AlertRule, settings: Env, now: Date): Promise<Finding[]> {
  const { kind, threshold } = rule
  if (kind === 'secret') return expiring(settings, threshold ?? 30, now)
  const subjects = await subjectsOf(db, rule.connectionId)
  return subjects.flatMap(({ id, name, state, last, lastRead, lastOfGroups, lastGoodAt, firstAt }) => {
    const subject = { subject: id, name }
    if (kind === 'quota') {
      const firing = state === 'limitExceeded'
      const text = firing
        ? 'The item quota is used up: Graph takes no new items.'
        : 'There is room for items again.'
      return [{ ...subject, firing, text }]
    }
    // Nothing was ever run there.
    if (!last || !firstAt) return []
    if (kind === 'no-success') {
      const since = lastGoodAt ?? firstAt
      const longMs = now.getTime() - since.getTime()
      const firing = longMs > (threshold ?? 26) * 3_600_000
      const text = firing
        ? `No sync has succeeded for ${durationText(longMs)}${lastGoodAt ? '' : ', and none ever has'}.`
        : 'A sync has succeeded again.'
      return [{ ...subject, firing, text }]
    }
    if (kind === 'held') {
      const held = [last, lastOfGroups].find((run) => run?.status === 'held')
      const text = held ? `${waitsWords(held)} for an approval.` : 'Nothing waits for an approval any more.'
      return [{ ...subject, firing: held !== undefined, text }]
    }
    if (kind === 'failed') {
      // Only another run of the source shows that it is over: a plan that waits, a check or a retry does not.
      const broken = [last, lastRead, lastOfGroups].find((run) => run && brokeOff(run))
      const why = broken?.problem?.message ?? 'See its run for the reason.'
      const text = broken
        ? `The last ${runWords(broken)} ${endWords[broken.status] ?? 'failed'}. ${why}`
        : 'The last sync did not fail.'
      return [{ ...subject, firing: broken !== undefined, text }]
    }
    const { counts } = last
    const share = counts.read === 0 ? 0 : (counts.failed / counts.read) * 100
    const firing = share > (threshold ?? 5)
    const text = `${counts.failed} of ${counts.read} rows of the last sync failed (${share.toFixed(1)} %).`
    return [{ ...subject, firing, text }]
  })
}

type Ended = Pick<typeof syncs.$inferSelect, 'type' | 'phase'>

const runWords = ({ type }: Ended) => (type === 'groups' ? 'run of groups' : 'sync')

function waitsWords(run: Ended) {
  if (run.phase === 'plan') return `The plan of the last ${runWords(run)} waits`
  return `${run.type === 'groups' ? 'Members to remove' : 'Deletions'} of the last ${runWords(run)} wait`
}

const endWords: Partial<Record<SyncStatus, string>> = { stopped: 'was stopped by a limit', lost: 'was lost' }

function expiring(settings: Env, days: number, now: Date): Finding[] {
  return expiriesOf(settings).map((expiry) => {
    const need = expiryNeeds([expiry], now, days)[0]
    const text = need ? `${need.cause} ${need.consequence}` : 'It is valid for long enough again.'
    return { subject: `${expiry.app} ${expiry.what}`, name: expiry.app, firing: need !== undefined, text }
  })
}

/** Runs that came to an end by themselves, the last one of each connection. */
const lastEnded = (db: Db, which?: SQL) =>
  db
    .selectDistinctOn([syncs.connectionId], {
      connectionId: syncs.connectionId,
      type: syncs.type,
      status: syncs.status,
      phase: syncs.phase,
      counts: syncs.counts,
      problem: syncs.problem,
    })
    .from(syncs)
    .where(and(sql`${syncs.finishedAt} is not null and ${syncs.status} <> 'cancelled'`, which))
    .orderBy(syncs.connectionId, sql`${syncs.finishedAt} desc`)

/** Runs that have read their source, and sent something of it unless they failed. */
const ofTheSource = sql`${syncs.type} in ('full', 'incremental') and not (${syncs.status} = 'held' and ${syncs.phase} = 'plan')`

/** The connections with their last runs, when one last succeeded, and the first began. */
async function subjectsOf(db: Db, connectionId: string | null) {
  const rows = await db
    .select({ id: connections.id, answer: connections.answer })
    .from(connections)
    .where(connectionId === null ? isNull(connections.goneAt) : eq(connections.id, connectionId))
  const ended = await lastEnded(db)
  const read = await lastEnded(db, ofTheSource)
  // A sync of the items says nothing of them.
  const ofGroups = await lastEnded(db, eq(syncs.type, 'groups'))
  const times = await db
    .select({
      connectionId: syncs.connectionId,
      first: sql<Date>`min(${syncs.createdAt})`.mapWith(syncs.createdAt),
      lastGood:
        sql<Date | null>`max(${syncs.finishedAt}) filter (where ${syncs.type} in ('full', 'incremental') and (${syncs.status} in ('succeeded', 'with-errors') or (${syncs.status} = 'held' and ${syncs.phase} <> 'plan')))`.mapWith(
          syncs.finishedAt,
        ),
    })
    .from(syncs)
    .groupBy(syncs.connectionId)
  const lastOf = new Map(ended.map((run) => [run.connectionId, run]))
  const readOf = new Map(read.map((run) => [run.connectionId, run]))
  const groupsOf = new Map(ofGroups.map((run) => [run.connectionId, run]))
  const timesOf = new Map(times.map((one) => [one.connectionId, one]))
  return rows.map(({ id, answer }) => ({
    id,
    name: answer?.name ?? id,
    state: answer?.state,
    last: lastOf.get(id),
    lastRead: readOf.get(id),
    lastOfGroups: groupsOf.get(id),
    firstAt: timesOf.get(id)?.first,
    lastGoodAt: timesOf.get(id)?.lastGood ?? null,
  }))
}
