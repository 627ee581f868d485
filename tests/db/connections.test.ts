import { randomUUID } from 'node:crypto'
import { eq, getTableName, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { ensureParent, seenConnection } from '@/lib/db/connections'
import type { Db } from '@/lib/db/open'
import * as tables from '@/lib/db/schema'
import { emptySchema } from '@/lib/model/schema/schema'
import type { Plan } from '@/lib/model/sync/plan'
import { forgetConnection } from '@/lib/operations/deletions'
import type { Sealed } from '@/lib/platform/secret-box'
import { findConnection, listConnections } from '@/lib/services/connections/look-up'
import { eachDatabase } from '../support/database'
import { draft, emulatedGraph, peopleDraft } from '../support/graph'

const by = 'alexw@contoso.com'
const emptyPlan: Plan = {
  hash: 'x',
  rows: 0,
  sentBefore: 0,
  counts: { new: 0, changed: 0, unchanged: 0, owed: 0, toDelete: 0, failed: 0 },
  properties: [],
  causes: [],
  samples: {},
  deletionsHeld: false,
}
const mapping = { itemId: { column: 'id' }, properties: {}, access: 'everyone' as const }
const counts = { read: 1, sent: 0, unchanged: 0, failed: 1 }

/** A row in every table that belongs to a connection, and in those that outlive it. */
async function keepEverything(db: Db, connectionId: string) {
  const uploadId = randomUUID()
  const syncId = randomUUID()
  await seenConnection(db, { id: connectionId, kind: 'content' })
  await db.insert(tables.grants).values({
    id: randomUUID(),
    oid: randomUUID(),
    role: 'Operator',
    connectionId,
    grantedBy: by,
  })
  await db.insert(tables.schemaDrafts).values({ connectionId, schema: emptySchema, savedBy: by })
  const set = { base: [], entries: [] }
  await db.insert(tables.resultDrafts).values({
    connectionId,
    draft: { base: [], templates: [] },
    savedBy: by,
  })
  await db
    .insert(tables.checkedSteps)
    .values({ connectionId, step: 'vertical', answer: 'done', confirmedBy: by })
  await db.insert(tables.resolverDrafts).values({ connectionId, set, savedBy: by })
  const url = 'https://contoso.com/1'
  await db.insert(tables.resolverTests).values({ connectionId, key: 'k', url, savedBy: by })
  await db.insert(tables.blobs).values({ id: uploadId, connectionId })
  await db.insert(tables.blobChunks).values({ blobId: uploadId, n: 0, data: new Uint8Array(1) })
  await db
    .insert(tables.snapshots)
    .values({ id: uploadId, connectionId, sourceKind: 'file', sourceName: 'a.csv' })
  await db.insert(tables.uploads).values({ id: uploadId, connectionId, fileName: 'a.csv', uploadedBy: by })
  await db.insert(tables.uploadChunks).values({ uploadId, seq: 0, data: new Uint8Array(1) })
  const source = { kind: 'file' as const, config: { uploadId }, mapping }
  await db.insert(tables.sources).values({ connectionId, ...source, savedBy: by })
  await db.insert(tables.syncs).values({
    id: syncId,
    connectionId,
    sourceKind: 'file',
    sourceName: 'a.csv',
    mapping,
    status: 'succeeded',
    counts,
    checkpointCounts: counts,
    startedBy: by,
  })
  const untilThen = { hash: 'x', expiresAt: new Date() }
  await db.insert(tables.plans).values({ syncId, plan: emptyPlan, expiresAt: new Date() })
  await db.insert(tables.approvals).values({ syncId, what: 'plan', approvedBy: by, ...untilThen })
  await db.insert(tables.deletions).values({ syncId, itemId: '1', state: 'held' })
  await db.insert(tables.syncErrors).values({ syncId, row: 1, code: 'BadRequest', message: 'Odd.' })
  await db.insert(tables.runSamples).values({
    syncId,
    at: new Date(),
    ms: 5_000,
    sent: 1,
    unchanged: 0,
    failed: 0,
    inFlightLow: 1,
    inFlightHigh: 1,
    limit: 25,
    throttled: 0,
    heldMs: 0,
  })
  await db.insert(tables.ledger).values({ connectionId, itemId: '1', hash: 'x', aclHash: 'x', syncId })
  const failed = {
    itemId: '2',
    code: 'BadRequest',
    message: 'Odd.',
    syncId,
    row: 2,
    tried: 'x',
    seenIn: syncId,
  }
  await db.insert(tables.failing).values({ connectionId, ...failed })
  await db.insert(tables.groupSources).values({
    connectionId,
    ...source,
    groupFields: { groupId: 'a', member: 'b', otherwise: 'user' },
    savedBy: by,
  })
  await db.insert(tables.acls).values({ connectionId, hash: 'x', entries: [] })
  const group = { connectionId, groupId: 'g', displayName: 'G', state: 'there' as const, createdBy: 'oid' }
  await db.insert(tables.externalGroups).values(group)
  await db
    .insert(tables.groupMembers)
    .values({ ...group, memberId: 'm', type: 'user', name: 'M', addedBy: 'oid' })
  await db.insert(tables.findings).values({ syncId, itemId: '1', kind: 'gone' })
  await db.insert(tables.holds).values({ connectionId, since: new Date(), until: new Date() })
  await db.insert(tables.remoteRuns).values({ syncId, silentMinutes: 5 })
  await db
    .insert(tables.commands)
    .values({ id: randomUUID(), connectionId, records: { itemIds: ['1'] }, askedBy: by })
  const cause = 'schemaChange' as const
  await db.insert(tables.debts).values({ connectionId, cause, below: 1, items: 1, detail: {} })
  const scheduleId = randomUUID()
  await db.insert(tables.schedules).values({
    id: scheduleId,
    connectionId,
    runType: 'full',
    settings: {
      rule: { kind: 'interval', minutes: 15 },
      timeZone: 'UTC',
      overlap: 'skip',
      missed: 'skip',
      blackouts: [],
    },
    savedBy: by,
  })
  const dueAt = new Date()
  await db
    .insert(tables.scheduleEvents)
    .values({ id: randomUUID(), scheduleId, dueAt, lastDueAt: dueAt, outcome: 'started' })
  const ruleId = randomUUID()
  await db.insert(tables.alertRules).values({
    id: ruleId,
    name: 'Rule',
    kind: 'failed',
    connectionId,
    severity: 'warning',
    channel: { kind: 'email', to: ['a@contoso.com'] },
    secret: 's' as Sealed,
    enabled: true,
    savedBy: by,
  })
  const message = { id: randomUUID(), ruleId, kind: 'alert' as const, text: 't', at: dueAt }
  await db.insert(tables.alertMessages).values(message)
  await db.insert(tables.alertStates).values({ ruleId, subject: connectionId, text: 't', since: dueAt })
  await db
    .insert(tables.leases)
    .values({ connectionId, owner: 'host', token: randomUUID(), expiresAt: new Date() })
  await db.insert(tables.triggers).values({ connectionId, secret: 's' as Sealed, createdBy: by })
  await db.insert(tables.triggerCalls).values({ connectionId, callId: '1' })
  for (const kind of ['schema', 'delete'] as const) {
    const operation = { id: randomUUID(), connectionId, kind, status: 'completed' as const, startedBy: by }
    await db.insert(tables.operations).values(operation)
  }
  const deed = { oid: 'o', username: by, action: 'deleteConnection', target: connectionId, outcome: 'done' }
  await db.insert(tables.audit).values(deed)
}

async function rowCounts(db: Db) {
  const { sessions, signIns, workers, limits, auditHead, auditAnchors, auditExports, refusals, ...kept } =
    tables
  const counted = Object.values(kept).map(async (table) => [getTableName(table), await db.$count(table)])
  return Object.fromEntries(await Promise.all(counted))
}

eachDatabase('forgetting a connection', (open) => {
  test('is one statement, and only the log and the record of its deletion stay', async () => {
    const { db } = await open()
    await keepEverything(db, 'helpdesk')
    await keepEverything(db, 'other')

    await forgetConnection(db, 'helpdesk')

    expect(await rowCounts(db)).toEqual({
      acl_counts: 1,
      acls: 1,
      alert_messages: 1,
      alert_rules: 1,
      alert_states: 1,
      approvals: 1,
      audit: 2,
      blob_chunks: 1,
      blobs: 1,
      checked_steps: 1,
      commands: 1,
      connections: 1,
      debts: 1,
      deletions: 1,
      external_groups: 1,
      failing: 1,
      findings: 1,
      grants: 1,
      group_members: 1,
      group_sources: 1,
      item_counts: 1,
      holds: 1,
      leases: 1,
      ledger: 1,
      operations: 3,
      plans: 1,
      remote_runs: 1,
      resolver_drafts: 1,
      resolver_tests: 1,
      run_samples: 1,
      schedule_events: 1,
      schedules: 1,
      trigger_calls: 1,
      triggers: 1,
      result_drafts: 1,
      schema_drafts: 1,
      snapshots: 1,
      sources: 1,
      sync_errors: 1,
      syncs: 1,
      upload_chunks: 1,
      uploads: 1,
    })
    const left = await db
      .select({ kind: tables.operations.kind })
      .from(tables.operations)
      .where(eq(tables.operations.connectionId, 'helpdesk'))
    expect(left).toEqual([{ kind: 'delete' }])
  })

  test('leaves no way to write anything of it without a parent', async () => {
    const { db } = await open()
    const orphan = { connectionId: 'nobody', schema: emptySchema, savedBy: by }
    await expect(db.insert(tables.schemaDrafts).values(orphan)).rejects.toThrow()

    await ensureParent(db, 'nobody')
    await ensureParent(db, 'nobody')
    await db.insert(tables.schemaDrafts).values(orphan)

    expect(await db.select().from(tables.connections)).toMatchObject([{ id: 'nobody', kind: null }])
  })
})

eachDatabase('what Graph answers of connections', (open) => {
  const read = (db: Db) =>
    db
      .select()
      .from(tables.connections)
      .orderBy(tables.connections.id)
      .then((rows) =>
        rows.map(({ id, kind, createdBy, goneAt }) => ({ id, kind, createdBy, gone: !!goneAt })),
      )
  const anHourLater = (db: Db) =>
    db.update(tables.connections).set({ lastSeenAt: sql`now() - interval '61 minutes'` })

  test('is noted: what is new, what is gone, and what came back', async () => {
    const { db } = await open()
    const { graph } = await emulatedGraph({ connections: [draft('Wiki'), peopleDraft('hr1')] })
    const hr = { id: 'hr1', kind: 'people', createdBy: null, gone: false }
    const wiki = { id: 'Wiki', kind: 'content', createdBy: null, gone: false }
    await listConnections({ db, configuration: graph })
    expect(await read(db)).toEqual([wiki, hr])

    await seenConnection(db, { id: 'old', kind: 'content', createdBy: by })
    await anHourLater(db)
    await listConnections({ db, configuration: graph })
    const old = { id: 'old', kind: 'content', createdBy: by }
    expect(await read(db)).toEqual([wiki, hr, { ...old, gone: true }])

    await seenConnection(db, { id: 'old', kind: 'content' })
    expect(await read(db)).toEqual([wiki, hr, { ...old, gone: false }])
  })

  test('is noted of a single one too', async () => {
    const { db } = await open()
    const { graph } = await emulatedGraph({ connections: [peopleDraft('hr1')] })
    await ensureParent(db, 'hr1')
    await ensureParent(db, 'deleted')
    await anHourLater(db)

    expect(await findConnection({ db, configuration: graph }, 'hr1')).toMatchObject({ id: 'hr1' })
    expect(await findConnection({ db, configuration: graph }, 'deleted')).toBeNull()

    expect(await read(db)).toMatchObject([
      { id: 'deleted', kind: null, gone: true },
      { id: 'hr1', kind: 'people', gone: false },
    ])
  })

  test('does not make one gone that was created a moment ago', async () => {
    const { db } = await open()
    const { graph } = await emulatedGraph()
    await seenConnection(db, { id: 'new', kind: 'content' })

    await listConnections({ db, configuration: graph })

    expect(await read(db)).toMatchObject([{ id: 'new', gone: false }])
  })

  test('is written at most once an hour when it says nothing new', async () => {
    const { db } = await open()
    const { graph } = await emulatedGraph({ connections: [draft('wiki')] })
    const versions = () => db.select({ version: sql`xmin::text` }).from(tables.connections)
    await listConnections({ db, configuration: graph })
    const before = await versions()

    await listConnections({ db, configuration: graph })
    await findConnection({ db, configuration: graph }, 'wiki')
    expect(await versions()).toEqual(before)

    await anHourLater(db)
    await listConnections({ db, configuration: graph })
    const [row] = await db.select().from(tables.connections)
    expect(Date.now() - (row?.lastSeenAt.getTime() ?? 0)).toBeLessThan(60_000)
  })
})
