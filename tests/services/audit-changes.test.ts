import { eq, ne } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { audit, operations } from '@/lib/db/schema'
import { entraSourceId, sourceUrl } from '@/lib/model/people/source-url'
import { defaultRules } from '@/lib/model/sync/abort-rules'
import { createConnection } from '@/lib/services/connections/create-connection'
import { deleteConnection } from '@/lib/services/connections/delete-connection'
import { retryDeletion } from '@/lib/services/connections/retry-deletion'
import { updateConnection } from '@/lib/services/connections/update-connection'
import type { Context } from '@/lib/services/context'
import { prioritizeSource } from '@/lib/services/profile-sources/prioritize-source'
import { registerSource } from '@/lib/services/profile-sources/register-source'
import { removeSource } from '@/lib/services/profile-sources/remove-source'
import { reorderSources } from '@/lib/services/profile-sources/reorder-sources'
import { discardResolverDraft } from '@/lib/services/resolvers/discard-resolver-draft'
import { saveResolverDraft } from '@/lib/services/resolvers/save-resolver-draft'
import { deleteTestCase, saveTestCases } from '@/lib/services/resolvers/save-test-cases'
import { submitResolvers } from '@/lib/services/resolvers/submit-resolvers'
import { confirmStep } from '@/lib/services/results/confirm-step'
import { discardResultsDraft } from '@/lib/services/results/discard-results-draft'
import { submitTemplates } from '@/lib/services/results/submit-templates'
import { withdrawStep } from '@/lib/services/results/withdraw-step'
import { deleteSchedule } from '@/lib/services/schedules/delete-schedule'
import { pauseSchedule, resumeSchedule } from '@/lib/services/schedules/pause-schedule'
import { saveSchedule } from '@/lib/services/schedules/save-schedule'
import { discardDraft } from '@/lib/services/schema/discard-draft'
import { submitSchema } from '@/lib/services/schema/submit-schema'
import { cancelSync } from '@/lib/services/sync/cancel-sync'
import { saveAbortRules } from '@/lib/services/sync/save-abort-rules'
import { saveMapping } from '@/lib/services/sync/save-mapping'
import { startSync } from '@/lib/services/sync/start-sync'
import { uploadFile } from '@/lib/services/sync/upload-file'
import { apiServer } from '../support/api-server'
import { emptyPglite } from '../support/database'
import { emulatedGraph, peopleReady, ready, ticketSchema } from '../support/graph'
import { contextFor, perform } from '../support/services'
import { streamOf } from '../support/sync'
import { changesOfGroups } from './changes-of-groups'
import { changesOfItems } from './changes-of-items'
import { changesOfRuns } from './changes-of-runs'

const connectionId = 'helpdesk'
const url = 'https://contoso.com/t/1'
const entra = sourceUrl(entraSourceId)
const own = sourceUrl('people')
const mapping = {
  itemId: { column: 'id' },
  properties: { title: { kind: 'column', column: 'title' } },
  access: 'everyone',
} as const
const resolver = { baseUrls: ['https://contoso.com/'], urlPattern: '/t/(?<n>[0-9]+)', itemId: '{n}' }
const layout = '{"type":"AdaptiveCard","version":"1.3","body":[{"type":"TextBlock","text":"A ticket"}]}'
const template = { from: null, id: 'card', priority: 1, rules: [], layout }

const schedule = { connectionId, runType: 'full' } as const
const settings = {
  rule: { kind: 'interval', minutes: 60 },
  timeZone: 'Europe/Berlin',
  overlap: 'skip',
  missed: 'skip',
} as const

/** Does everything that changes something, once. */
const inTurn: Record<string, (context: Context) => Promise<unknown>> = {
  createConnection: (context) =>
    perform(createConnection, context, {
      id: 'fresh',
      name: 'Fresh',
      description: 'To be changed.',
      contentCategory: 'uncategorized',
      template: 'helpdesk',
    }),
  updateConnection: (context) =>
    perform(updateConnection, context, { id: 'fresh', name: 'Newer', description: 'Changed.' }),
  discardDraft: (context) => perform(discardDraft, context, { connectionId: 'fresh' }),
  submitSchema: (context) => perform(submitSchema, context, { connectionId: 'fresh', schema: ticketSchema }),
  discardResolverDraft: async (context) => {
    const set = { base: [], entries: [] }
    const { savedAt } = await perform(saveResolverDraft, context, { connectionId, set, over: 'any' })
    await perform(discardResolverDraft, context, { connectionId, version: savedAt })
  },
  submitResolvers: (context) =>
    perform(submitResolvers, context, {
      connectionId,
      set: { base: [], entries: [{ key: 'a', from: null, resolver }] },
      overruled: [],
      version: null,
    }),
  saveTestCases: (context) =>
    perform(saveTestCases, context, { connectionId, cases: [{ url, expected: '1' }] }),
  deleteTestCase: (context) => perform(deleteTestCase, context, { connectionId, url }),
  discardResultsDraft: (context) => perform(discardResultsDraft, context, { connectionId, version: null }),
  submitTemplates: (context) =>
    perform(submitTemplates, context, { connectionId, templates: [template], base: [], version: null }),
  confirmStep: (context) =>
    perform(confirmStep, context, { connectionId, step: 'inlineResults', answer: 'done' }),
  withdrawStep: (context) => perform(withdrawStep, context, { connectionId, step: 'inlineResults' }),
  registerSource: (context) =>
    perform(registerSource, context, {
      sourceId: 'people',
      displayName: 'HR',
      webUrl: 'https://hr.contoso.com',
      place: 'first',
    }),
  prioritizeSource: (context) => perform(prioritizeSource, context, { sourceId: 'people', place: 'last' }),
  reorderSources: (context) => perform(reorderSources, context, { seen: [entra, own], wanted: [own, entra] }),
  removeSource: (context) => perform(removeSource, context, { sourceId: 'people', registered: true }),
  uploadFile: (context) =>
    perform(uploadFile, context, {
      connectionId,
      fileName: 'tickets.csv',
      body: () => streamOf('id,title\n1,One\n'),
    }),
  saveMapping: async (context) =>
    perform(saveMapping, context, { connectionId, uploadId: await newestUpload(context), mapping }),
  startSync: (context) => perform(startSync, context, { connectionId }),
  saveAbortRules: (context) => perform(saveAbortRules, context, { connectionId, rules: defaultRules }),
  saveSchedule: (context) =>
    perform(saveSchedule, context, { ...schedule, settings: { ...settings, blackouts: [] } }),
  pauseSchedule: (context) => perform(pauseSchedule, context, schedule),
  resumeSchedule: (context) => perform(resumeSchedule, context, schedule),
  deleteSchedule: (context) => perform(deleteSchedule, context, schedule),
  cancelSync: async (context) => {
    const [run] = await context.db.query.syncs.findMany()
    await perform(cancelSync, context, { syncId: run?.id ?? '' })
  },
  deleteConnection: (context) =>
    perform(deleteConnection, context, { connectionId: 'fresh', typed: 'fresh' }),
  retryDeletion: async (context) => {
    const [failed] = await context.db
      .update(operations)
      .set({ status: 'failed' })
      .where(eq(operations.kind, 'delete'))
      .returning()
    await perform(retryDeletion, context, { operationId: failed?.id ?? '' })
  },
}

async function newestUpload({ db }: Context) {
  const [file] = await db.query.uploads.findMany()
  return file?.id ?? ''
}

test('every command of the registry that changes something is in the audit log with what there was before and is after', async () => {
  const opened = await emptyPglite()
  const tenant = await emulatedGraph({ connections: [ready(connectionId), peopleReady('people')] })
  const api = await apiServer(() => [{ id: '1', title: 'One' }])
  const context = contextFor(opened, { ...tenant, env: { ...tenant.env, allowedHosts: [api.host] } })
  const all = { ...inTurn, ...changesOfGroups, ...changesOfItems, ...changesOfRuns(`${api.url}/tickets`) }
  for (const step of Object.values(all)) await step(context)

  const rows = await opened.db.select().from(audit).where(ne(audit.outcome, 'begun'))
  const incomplete = rows.filter(
    ({ input }) => !(input && typeof input === 'object' && 'before' in input && 'after' in input),
  )
  expect(incomplete.map(({ action }) => action)).toEqual([])
  expect(new Set(rows.map(({ action }) => action))).toEqual(new Set(Object.keys(all)))
  expect(rows.filter(({ outcome }) => outcome !== 'done')).toEqual([])
  const kept = Object.fromEntries(
    rows.map(({ action, input }) => [action, input as { before: unknown; after: unknown }]),
  )
  expect(kept.updateConnection).toMatchObject({ before: { name: 'Fresh' }, after: { name: 'Newer' } })
  expect(kept.registerSource).toMatchObject({
    before: { registered: false },
    after: { registered: true, order: [own, entra] },
  })
  expect(kept.removeSource).toMatchObject({
    before: { source: { displayName: 'HR' }, order: [own, entra] },
    after: { source: null, order: [entra] },
  })
  expect(kept.deleteTestCase).toMatchObject({ before: [{ url, expected: '1' }], after: [] })
  expect(kept.cancelSync).toMatchObject({ before: { status: 'queued' }, after: { status: 'cancelled' } })
  expect(kept.retryDeletion).toMatchObject({ before: { deletion: 'failed' } })
})
