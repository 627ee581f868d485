import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import {
  audit,
  commands,
  deletions,
  failing,
  findings,
  ledger,
  plans,
  syncErrors,
  uploads,
} from '@/lib/db/schema'
import type { Role } from '@/lib/model/role'
import type { Plan } from '@/lib/model/sync/plan'
import { AppError } from '@/lib/platform/errors'
import type { Query } from '@/lib/services/command'
import type { Context } from '@/lib/services/context'
import { ask } from '@/lib/services/execute'
import { sources } from '../structure/files'
import { emptyPglite } from '../support/database'
import { alex } from '../support/services'
import { syncTenant, untilSync } from '../support/sync'

const isQuery = (value: unknown): value is Query =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'query'

/** Every query that there is. */
async function allQueries() {
  const made = sources('lib/services/**/*.ts').filter(({ text }) => /= query\(\{/.test(text))
  const modules = await Promise.all(made.map(({ path }) => import(`../../${path}`)))
  return modules.flatMap((module) => Object.values(module as Record<string, unknown>)).filter(isQuery)
}

/** Stands in rows, titles, links and messages of the run, and nowhere else. */
const secret = 'Zwelding'
const connectionId = 'people'

/** A connection of people data in whose every part somebody might look for contents. */
async function peopleEverywhere() {
  const opened = await emptyPglite()
  const { db } = opened
  const { context, start, work } = await syncTenant(opened, connectionId)
  const syncId = await start(`account,skills\nmegan@contoso.com,${secret}\nnobody@contoso.com,${secret}\n`)
  const worker = await work()
  await untilSync(opened, syncId)
  await worker.stop()
  const [item] = await db
    .update(ledger)
    .set({ title: secret, url: `https://hr/${secret}` })
    .returning()
  const itemId = item?.itemId ?? ''
  const message = `"${secret}" does not fit.`
  await db.delete(syncErrors)
  await db.insert(syncErrors).values({ syncId, row: 2, itemId, code: 'invalid-value', message })
  await db.insert(deletions).values({ syncId, itemId: 'x', title: secret, state: 'held' })
  await db.insert(findings).values({ syncId, itemId: 'x', title: secret, kind: 'gone', state: 'open' })
  await db.insert(failing).values({
    connectionId,
    itemId: 'x',
    code: 'invalid-value',
    message,
    syncId,
    row: 2,
    tried: 't',
    seenIn: syncId,
  })
  const planned = { row: 1, itemId: secret, title: secret, what: [message] }
  const plan: Plan = {
    hash: 'h',
    rows: 2,
    sentBefore: 0,
    counts: { new: 1, changed: 0, unchanged: 0, owed: 0, toDelete: 0, failed: 1 },
    properties: [],
    causes: [{ code: 'invalid-value', count: 1, message }],
    samples: { new: [{ ...planned, what: [] }], failed: [planned] },
    leftOut: [{ name: secret, rows: 1 }],
    deletionsHeld: false,
  }
  await db.insert(plans).values({ syncId, plan, expiresAt: new Date(Date.now() + 60_000) })
  const commandId = randomUUID()
  const step = { name: 'check', outcome: 'failed', ms: 1, text: message } as const
  await db.insert(commands).values({
    id: commandId,
    connectionId,
    records: { syncId, rows: [2] },
    askedBy: alex.username,
    status: 'done',
    result: {
      sent: 0,
      failed: 1,
      failures: [{ row: 2, itemId: secret, outcome: 'failed', message }],
      trace: { row: 2, itemId: secret, sourceName: null, readAt: null, steps: [step] },
    },
  })
  const [file] = await db.select().from(uploads)
  return { db, context, syncId, itemId, commandId, uploadId: file?.id ?? '' }
}

type Everywhere = Awaited<ReturnType<typeof peopleEverywhere>>

/** What each query is asked about the connection; a sentence for one that shows nothing of a single connection's rows. */
const questions: Record<string, string | ((of: Everywhere) => Promise<object> | object)> = {
  checkNames: ({ itemId }) => ({ connectionId, itemId }),
  countReaders: ({ itemId }) => ({ connectionId, itemId }),
  explainAccess: ({ itemId }) => ({ connectionId, itemId, person: 'megan@contoso.com' }),
  listReadable: () => ({ connectionId, person: 'megan@contoso.com' }),
  exportAudit: () => ({}),
  listAudit: () => ({ limit: 200 }),
  listAlertRules: 'Rules name no rows.',
  findDeleted: 'Names of connections only.',
  findName: () => ({ connectionId }),
  listConnections: () => ({}),
  listTakenNames: 'Names of connections only.',
  readConnection: () => ({ connectionId }),
  readKnown: () => ({ connectionId }),
  listGroups: () => ({ connectionId }),
  planMembers: 'For who may change groups.',
  readGroupUse: 'Counts only.',
  readGroup: 'Members are not rows of a source.',
  readGroupSource: () => ({ connectionId }),
  findPeople: 'Asks the directory.',
  listItems: () => ({ connectionId }),
  readItemForm: 'For who may write items.',
  readItem: ({ itemId }) => ({ connectionId, itemId }),
  getOperation: 'What Graph does, without items.',
  listTenantNeeds: () => ({}),
  listSources: 'Profile sources, without their rows.',
  readProfileSources: 'Profile sources, without their rows.',
  readResolvers: () => ({ connectionId }),
  getResolverList: 'What Graph has of resolvers.',
  listItemLinks: () => ({ connectionId }),
  readResults: () => ({ connectionId }),
  readSchema: () => ({ connectionId }),
  readSearchForm: () => ({}),
  searchItems: 'Graph answers what who asks may read, and people data is not searched.',
  whyNotFound: ({ itemId }) => ({ connectionId, itemId }),
  listSessions: 'Sessions of the console.',
  exportFailing: () => ({ connectionId }),
  exportSyncErrors: ({ syncId }) => ({ syncId }),
  findMissingAccounts: 'Tells of the accounts that who asks has named.',
  findSourceRow: ({ itemId }) => ({ connectionId, itemId }),
  getCommand: ({ commandId }) => ({ commandId }),
  getPlan: ({ syncId }) => ({ syncId }),
  listDeletions: ({ syncId }) => ({ syncId }),
  getSync: ({ syncId }) => ({ syncId }),
  listSyncErrors: ({ syncId }) => ({ syncId }),
  listFailing: () => ({ connectionId }),
  listFindings: ({ syncId }) => ({ syncId }),
  listRunSamples: ({ syncId }) => ({ syncId }),
  listRuns: () => ({ connectionId }),
  lintReaders: async (of) => ({ connectionId, mapping: await mappingOf(of), uploadId: of.uploadId }),
  previewItems: async (of) => ({
    connectionId,
    mapping: await mappingOf(of),
    pick: 'first',
    uploadId: of.uploadId,
  }),
  readRunRow: ({ syncId }) => ({ syncId, row: 1 }),
  readSyncSetup: () => ({ connectionId }),
  sampleValues: async (of) => ({ connectionId, mapping: await mappingOf(of), uploadId: of.uploadId }),
}

const mappingOf = async ({ db }: Everywhere) => (await db.query.sources.findFirst())?.mapping

/** All that the answer tells, of a file each part; of a refusal its words. */
async function told(query: Query, context: Context, input: object): Promise<string> {
  try {
    const value = await ask(query, context, input as z.input<typeof query.input>)
    const parts: string[] = [JSON.stringify(value)]
    const { text } = (value ?? {}) as { text?: AsyncIterable<string> }
    if (text) for await (const part of text) parts.push(part)
    return parts.join('\n')
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return `${error.code}: ${error.message}`
  }
}

const as = (context: Context, role: Role): Context => ({ ...context, actor: { ...alex, roles: [role] } })

test('no query there is shows contents of people data to who may not read them, nor to who may without a record', async () => {
  const everywhere = await peopleEverywhere()
  const { db, context } = everywhere
  const queries = await allQueries()
  // tests/structure/people-questions.test.ts has each of them here.
  expect(queries.length).toBeGreaterThan(40)

  const shown: string[] = []
  for (const query of queries) {
    const question = questions[query.name]
    if (typeof question !== 'function') continue
    const input = await question(everywhere)
    for (const role of ['Reader', 'Operator', 'PeopleAdmin'] as const)
      expect(await told(query, as(context, role), input), `${query.name} for ${role}`).not.toContain(secret)

    const before = await db.$count(audit)
    const answer = await told(query, context, input)
    expect(answer, `the question for ${query.name}`).not.toMatch(/^(invalid|not-found|conflict):/)
    if (!answer.includes(secret)) continue
    shown.push(query.name)
    expect(await db.$count(audit), `the record of ${query.name}`).toBe(before + 1)
  }

  // What is hidden above is there: otherwise nothing would have been tried.
  expect(shown.sort()).toEqual([
    'exportFailing',
    'exportSyncErrors',
    'findSourceRow',
    'getCommand',
    'getPlan',
    'listDeletions',
    'listFailing',
    'listFindings',
    'listItemLinks',
    'listItems',
    'listReadable',
    'listSyncErrors',
    'previewItems',
    'readItem',
    'readRunRow',
    'readSyncSetup',
    'sampleValues',
  ])
})
