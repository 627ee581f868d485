import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import {
  alertRules,
  failing,
  findings,
  ledger,
  plans,
  sessions,
  syncErrors,
  syncs,
  uploads,
} from '@/lib/db/schema'
import type { Plan } from '@/lib/model/sync/plan'
import { liveStatuses } from '@/lib/model/sync/status'
import { deleteAlertRule } from '@/lib/services/alerts/delete-alert-rule'
import { saveAlertRule } from '@/lib/services/alerts/save-alert-rule'
import { testAlertRule } from '@/lib/services/alerts/test-alert-rule'
import type { Context } from '@/lib/services/context'
import { openRecordsAgain, setRecordsAside } from '@/lib/services/failing/set-aside'
import { deleteItem } from '@/lib/services/items/delete-item'
import { writeItem } from '@/lib/services/items/write-item'
import { saveRemoteSource } from '@/lib/services/remote/save-remote-source'
import { endOtherSessions, endSession } from '@/lib/services/sessions/end-sessions'
import { approvePlan } from '@/lib/services/sync/approve-plan'
import { chooseFormat } from '@/lib/services/sync/choose-format'
import { discardPlan } from '@/lib/services/sync/discard-plan'
import { approveDeletions, rejectDeletions } from '@/lib/services/sync/held-deletions'
import { pauseSync, resumeSync } from '@/lib/services/sync/pause-sync'
import { purgeItems } from '@/lib/services/sync/purge-items'
import { reconcileItems } from '@/lib/services/sync/reconcile-items'
import { retryFailed } from '@/lib/services/sync/retry-failed'
import { saveSource } from '@/lib/services/sync/save-source'
import { sendRecords } from '@/lib/services/sync/send-records'
import { settleFindings } from '@/lib/services/sync/settle-findings'
import { startSync } from '@/lib/services/sync/start-sync'
import { createTrigger } from '@/lib/services/triggers/create-trigger'
import { deleteTrigger } from '@/lib/services/triggers/delete-trigger'
import { SnapshotWriter } from '@/lib/snapshots/write-snapshot'
import { createSession } from '@/lib/web/session'
import { alex, perform } from '../support/services'

const connectionId = 'helpdesk'
const hash = 'h'

type Run = Partial<typeof syncs.$inferInsert>

/** A run as a worker would have left it. */
async function runAs(context: Context, state: Run = {}) {
  const { db } = context
  for (const live of await db.select({ id: syncs.id, status: syncs.status }).from(syncs))
    if ((liveStatuses as readonly string[]).includes(live.status))
      await db.update(syncs).set({ status: 'cancelled', finishedAt: new Date() }).where(eq(syncs.id, live.id))
  const { syncId } = await perform(startSync, context, { connectionId, plan: 'never' })
  if (Object.keys(state).length > 0) await db.update(syncs).set(state).where(eq(syncs.id, syncId))
  return syncId
}

const over = () => ({ finishedAt: new Date() })
const heldPlan: Run = { status: 'held', phase: 'plan' }
const heldDeletions: Run = { status: 'held', phase: 'finalize', heldHash: hash }

async function firstId(rows: PromiseLike<{ id: string }[]>) {
  const [row] = await rows
  return row?.id ?? ''
}

const sent = ({ db }: Context, itemId: string) =>
  db.insert(ledger).values({ connectionId, itemId, hash: 'x', syncId: randomUUID() })

const signedIn = ({ db, settings }: Context) =>
  createSession(
    db,
    { ...alex, roles: [...alex.roles] },
    { homeAccountId: 'h', cache: '{}' },
    settings,
    new Date(),
    {},
  )

/** What an admin does to runs, sources, webhooks, rules and sessions, each once. `api` answers records. */
export const changesOfRuns = (api: string): Record<string, (context: Context) => Promise<unknown>> => ({
  chooseFormat: async (context) => {
    const uploadId = await firstId(context.db.select().from(uploads))
    await perform(chooseFormat, context, { connectionId, uploadId, choice: { delimiter: ',' } })
  },
  pauseSync: async (context) => perform(pauseSync, context, { syncId: await runAs(context) }),
  resumeSync: async (context) => {
    const syncId = await firstId(context.db.select().from(syncs).where(eq(syncs.status, 'paused')))
    await perform(resumeSync, context, { syncId })
  },
  approvePlan: async (context) => {
    const syncId = await runAs(context, { ...heldPlan, ...over() })
    const plan = { hash, counts: { create: 1 } } as unknown as Plan
    await context.db.insert(plans).values({ syncId, plan, expiresAt: new Date(Date.now() + 60_000) })
    await perform(approvePlan, context, { syncId, hash })
  },
  discardPlan: async (context) =>
    perform(discardPlan, context, { syncId: await runAs(context, { ...heldPlan, ...over() }) }),
  approveDeletions: async (context) =>
    perform(approveDeletions, context, {
      syncId: await runAs(context, { ...heldDeletions, ...over() }),
      hash,
    }),
  rejectDeletions: async (context) =>
    perform(rejectDeletions, context, {
      syncId: await runAs(context, { ...heldDeletions, ...over() }),
      hash,
    }),
  retryFailed: async (context) => {
    const source = { connectionId, sourceKind: 'file' as const, sourceName: 'tickets.csv' }
    const { id: snapshotId } = await SnapshotWriter.begin(context, source)
    const syncId = await runAs(context, { status: 'failed', snapshotId, ...over() })
    await context.db
      .insert(syncErrors)
      .values({ syncId, row: 1, code: 'invalid', message: 'It did not fit.' })
    await perform(retryFailed, context, { syncId })
  },
  setRecordsAside: async (context) => {
    const of = { connectionId, itemId: 'T1', syncId: randomUUID(), seenIn: randomUUID(), row: 1, tried: 'h' }
    await context.db.insert(failing).values({ ...of, code: 'invalid', message: 'It did not fit.' })
    await perform(setRecordsAside, context, { connectionId, itemIds: ['T1'], note: 'Of no use.' })
  },
  openRecordsAgain: (context) => perform(openRecordsAgain, context, { connectionId, itemIds: ['T1'] }),
  sendRecords: (context) => perform(sendRecords, context, { connectionId, records: { itemIds: ['T1'] } }),
  writeItem: (context) =>
    perform(writeItem, context, {
      connectionId,
      item: {
        itemId: 'H1',
        values: { title: 'By hand' },
        acl: [{ type: 'everyone', value: '', accessType: 'grant' }],
        content: { type: 'text', body: '' },
      },
    }),
  deleteItem: (context) => perform(deleteItem, context, { connectionId, itemId: 'H1', typed: 'H1' }),
  reconcileItems: async (context) => {
    await sent(context, 'T1')
    await runAs(context, { status: 'succeeded', ...over() })
    await perform(reconcileItems, context, { connectionId })
  },
  settleFindings: async (context) => {
    const syncId = await firstId(context.db.select().from(syncs).where(eq(syncs.type, 'reconcile')))
    await context.db.insert(findings).values({ syncId, itemId: 'T1', kind: 'gone', state: 'open' })
    await perform(settleFindings, context, { syncId, kind: 'gone', how: 'forget' })
  },
  purgeItems: async (context) => {
    await sent(context, 'T2')
    await runAs(context, { status: 'succeeded', ...over() })
    await perform(purgeItems, context, { connectionId, typed: connectionId, items: 1 })
  },
  saveSource: (context) =>
    perform(saveSource, context, {
      connectionId,
      source: { kind: 'http', config: { url: api, path: '', credentials: { kind: 'none' } } },
    }),
  saveRemoteSource: (context) => perform(saveRemoteSource, context, { connectionId, config: { url: api } }),
  createTrigger: (context) => perform(createTrigger, context, { connectionId }),
  deleteTrigger: (context) => perform(deleteTrigger, context, { connectionId }),
  saveAlertRule: (context) =>
    perform(saveAlertRule, context, {
      id: null,
      rule: {
        name: 'Failures',
        kind: 'failed',
        threshold: null,
        connectionId: null,
        severity: 'warning',
        channel: { kind: 'webhook', url: api },
        enabled: true,
      },
    }),
  testAlertRule: async (context) =>
    perform(testAlertRule, context, { id: await firstId(context.db.select().from(alertRules)) }),
  deleteAlertRule: async (context) =>
    perform(deleteAlertRule, context, { id: await firstId(context.db.select().from(alertRules)) }),
  endSession: async (context) => {
    await signedIn(context)
    await perform(endSession, context, { id: await firstId(context.db.select().from(sessions)) })
  },
  endOtherSessions: async (context) => {
    await signedIn(context)
    await perform(endOtherSessions, context, { username: alex.username })
  },
})
