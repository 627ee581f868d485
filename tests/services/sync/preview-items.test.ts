import { expect, test } from 'vitest'
import { audit } from '@/lib/db/schema'
import { Mapping } from '@/lib/model/mapping/mapping'
import type { Context } from '@/lib/services/context'
import { ask } from '@/lib/services/execute'
import { lintReaders } from '@/lib/services/sync/lint-readers'
import { trialOf } from '@/lib/services/sync/mapping-draft'
import { previewItems } from '@/lib/services/sync/preview-items'
import { sampleValues } from '@/lib/services/sync/sample-values'
import { inTrial, trialThreads } from '@/lib/services/sync/trial/in-trial'
import { onlyLatest } from '@/lib/services/sync/trial/only-latest'
import { emptyPglite } from '../../support/database'
import { alex } from '../../support/services'
import { syncTenant, upload } from '../../support/sync'

const rows = Array.from(
  { length: 1_200 },
  (_, at) => `${at + 1},Ticket ${at + 1},2026-01-31,admin@contoso.com`,
)
rows[1_000] = '1001,Türöffner im dritten Stock klemmt seit gestern,2026-02-30,nobody@contoso.com'
rows[1_100] = '17,,2026-01-31,'
const csv = ['number,subject,opened,owners', ...rows, ''].join('\n')

const mapping = {
  itemId: { expression: '"T" & number' },
  properties: {
    title: { kind: 'column', column: 'subject' },
    createdAt: { kind: 'column', column: 'opened' },
    status: { kind: 'expression', expression: '$lowercase(subject)' },
  },
  content: { column: 'subject', type: 'html' },
  access: {
    rules: [{ type: 'user', accessType: 'grant', from: { column: 'owners' } }],
    missing: 'fail',
    whenEmpty: 'everyone',
  },
}

async function withFile(template: 'helpdesk' | 'people' = 'helpdesk', text = csv) {
  const opened = await emptyPglite()
  const { context, connectionId } = await syncTenant(opened, template)
  const { id } = await upload(opened, text, { connectionId })
  return { opened, context, of: { connectionId, uploadId: id, mapping } }
}

test('a row is shown as it would be sent, by its number or by the id of its item, with each problem', async () => {
  const { context, of } = await withFile()
  const show = async (pick: object | string) => (await ask(previewItems, context, { ...of, pick })).rows

  const [first, ...others] = await show('first')
  expect(others).toHaveLength(19)
  expect(first).toMatchObject({
    row: 1,
    itemId: 'T1',
    item: {
      acl: [{ type: 'user', accessType: 'grant', value: expect.stringMatching(/^[0-9a-f-]{36}$/) }],
      properties: { title: 'Ticket 1', status: 'ticket 1', createdAt: '2026-01-31T00:00:00Z' },
      content: { type: 'html', value: 'Ticket 1' },
    },
  })

  const [byId] = await show({ itemId: 'T1001' })
  expect(byId).toEqual((await show({ row: 1_001 }))[0])
  expect(byId).toMatchObject({
    row: 1_001,
    item: null,
    body: { properties: { title: expect.stringContaining('Türöffner') } },
  })
  expect(byId?.problems.map(({ field }) => field)).toEqual(['createdAt', 'access'])
  await expect(show({ row: 1_201 })).rejects.toMatchObject({ code: 'not-found' })
  await expect(show({ itemId: 'T0' })).rejects.toMatchObject({ code: 'not-found' })

  const draft = {
    ...mapping,
    properties: { ...mapping.properties, status: { kind: 'expression', expression: 'a &' } },
  }
  const broken = await ask(previewItems, context, { ...of, mapping: draft, pick: { row: 1 } })
  expect(broken.broken).toEqual({ status: expect.stringContaining('at character 3') })
  expect(broken.rows[0]).toMatchObject({ item: null, body: { properties: { title: 'Ticket 1' } } })

  const { samples, rows, complete } = await ask(sampleValues, context, of)
  expect({ rows, complete }).toEqual({ rows: 1_200, complete: true })
  expect(samples.title).toMatchObject([
    { kind: 'empty', row: 1_101, count: 1 },
    { kind: 'longest', row: 1_001, text: expect.stringContaining('Türöffner') },
    { kind: 'usual', text: 'Ticket 1' },
  ])
  expect(samples.createdAt?.[0]).toMatchObject({
    kind: 'wrong',
    row: 1_001,
    text: '2026-02-30',
    problem: expect.stringContaining('createdAt'),
  })
  expect(samples['item id']?.[0]).toMatchObject({ kind: 'twice', row: 1_101, text: 'T17' })
  expect(samples['the content']?.[0]).toMatchObject({ kind: 'empty', count: 1 })
})

const plain = {
  itemId: { column: 'number' },
  properties: { title: { kind: 'column', column: 'subject' }, status: { kind: 'column', column: 'opened' } },
  content: { column: 'subject', type: 'text' },
  access: 'everyone',
} as const

async function tried(
  context: Context,
  of: { connectionId: string; uploadId: string },
  limits: Parameters<typeof trialThreads>[0],
) {
  const input = { ...of, mapping: Mapping.parse(plain) }
  const { trial } = await trialOf(context, input)
  return await inTrial(context, input, { name: 'values', given: trial }, trialThreads(limits))
}

test('rows are mapped in another thread, so that the console goes on answering, and no longer than they may', async () => {
  const many = Array.from({ length: 60_000 }, (_, at) => `${at},Ticket ${at} of many,2026-01-31,`)
  const { context, of } = await withFile('helpdesk', ['number,subject,opened,owners', ...many, ''].join('\n'))
  const own = process.threadCpuUsage()
  const all = process.cpuUsage()
  const { rows } = await ask(sampleValues, context, { ...of, mapping: plain })
  const spent = ({ user, system }: NodeJS.CpuUsage) => user + system

  expect(rows).toBe(60_000)
  expect(spent(process.threadCpuUsage(own))).toBeLessThan(spent(process.cpuUsage(all)) / 2)
  await expect(tried(context, of, { memoryMb: 512, silentMs: 1 })).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('longer than 0.001 seconds and was ended'),
  })
})

test('looking at all values of another mapping ends the look at those before', async () => {
  const until = (signal: AbortSignal) =>
    new Promise((_, fail) => signal.addEventListener('abort', () => fail(signal.reason)))
  const older = onlyLatest('alex tickets', 'older', until)
  const others = onlyLatest('adele tickets', 'older', async () => 'theirs')
  const newer = onlyLatest('alex tickets', 'newer', async () => 'newer')

  await expect(older).rejects.toMatchObject({ code: 'conflict' })
  expect([await others, await newer]).toEqual(['theirs', 'newer'])
})

test('rows that take too much memory are given up in words, and the next ones are shown', async () => {
  const { context, of } = await withFile()
  await expect(tried(context, of, { memoryMb: 8, silentMs: 60_000 })).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('over 8 MB of memory and was ended'),
  })

  const { rows: shown } = await ask(previewItems, context, { ...of, mapping: plain, pick: { row: 3 } })
  expect(shown).toMatchObject([{ itemId: '3' }])
})

test('what one page cannot show is left out in words, and a row by itself has all of it', async () => {
  const large = 'long '.repeat(300_000)
  const text = ['number,subject,opened,owners', `1,${large},,`, `2,${large},,`, '3,short,,', ''].join('\n')
  const { context, of } = await withFile('helpdesk', text)
  const { rows } = await ask(previewItems, context, { ...of, mapping: plain, pick: 'first' })
  const [alone] = (await ask(previewItems, context, { ...of, mapping: plain, pick: { row: 2 } })).rows

  expect(rows.map(({ body }) => body !== null)).toEqual([true, false, true])
  expect(rows[1]?.problems).toContainEqual({
    severity: 'warning',
    field: 'item',
    message: 'The body has about 3.0 MB and is shown when you pick its row alone.',
  })
  expect(alone?.item?.content?.value).toBe(large)
})

test('who may not change the mapping tries no other one', async () => {
  const { context, of } = await withFile()
  const reader = { ...context, actor: { ...alex, roles: ['Reader' as const] } }
  await expect(ask(sampleValues, reader, of)).rejects.toMatchObject({ code: 'forbidden' })
})

test('values of people data are hidden from whoever may not read them, and a look is written down', async () => {
  const { opened, context, of } = await withFile('people', 'account,skills\nmegan@contoso.com,Welding\n')
  const people = {
    itemId: { column: 'account' },
    properties: {
      account: { kind: 'entity', fields: { userPrincipalName: 'account' } },
      skills: { kind: 'entity', fields: { displayName: 'skills' } },
    },
    access: 'everyone',
  }
  const asked = { ...of, mapping: people }
  const looks = async () =>
    (await opened.db.select().from(audit)).map(({ action, input }) => ({ action, input }))

  // May configure the sync of people data, and not read it.
  const actor = { ...alex, roles: ['PeopleAdmin' as const] }
  const hidden = await ask(previewItems, { ...context, actor }, { ...asked, pick: 'first' }).catch(
    (error) => error,
  )
  const hiddenSamples = await ask(sampleValues, { ...context, actor }, asked).catch((error) => error)
  expect(JSON.stringify([hidden, hiddenSamples])).not.toMatch(/Welding|megan/)
  expect(await looks()).toEqual([])

  const seen = await ask(previewItems, context, { ...asked, pick: 'first' })
  expect(JSON.stringify(seen.rows)).toContain('Welding')
  expect(await looks()).toEqual([
    { action: 'previewItems', input: expect.not.stringContaining('properties') },
  ])
})

test('while one maps, the first rows tell what is suspicious in their readers, by the rules of a plan, each at its field', async () => {
  const id = '2f5c7c0e-5a4d-5d2b-9a57-6a0d1f0a7b04'
  const gone = '00000000-0000-4000-8000-000000000001'
  const guest = 'robin_fabrikam.com#EXT#@contoso.com'
  const text = `number,subject,owners,teams,groups
1,One,admin@contoso.com,,
2,Two,,${id},
3,Three,nobody@contoso.com,,
4,Four,${guest},${gone},tier9
5,Five,,,
`
  const { context, of } = await withFile('helpdesk', text)
  const listed = (type: string, column: string, accessType = 'grant') => ({
    type,
    accessType,
    from: { column },
  })
  const rules = [listed('user', 'owners'), listed('group', 'teams'), listed('externalGroup', 'groups')]
  const lint = async (access: object | string) =>
    await ask(lintReaders, context, { ...of, mapping: { ...mapping, properties: {}, access } })
  const by = { rules, missing: 'fail', whenEmpty: 'everyone' }

  const { rows, findings } = await lint(by)
  expect(rows).toBe(5)
  expect(findings.map(({ text: found, rows: many, sample, at }) => ({ found, many, sample, at }))).toEqual([
    {
      found: expect.stringContaining("the tenant has no user 'nobody@contoso.com'"),
      many: 1,
      sample: [3],
      at: [],
    },
    {
      found: expect.stringContaining('An external group is named that the console does not know'),
      many: 1,
      sample: [4],
      at: ['Rule 3'],
    },
    {
      found: expect.stringContaining('Everyone may read it, guests too'),
      many: 1,
      sample: [5],
      at: ['When a row names nobody'],
    },
    { found: expect.stringMatching(/is a guest\.$/), many: null, sample: [], at: ['Rule 1'] },
    { found: `The tenant has no group ${gone}.`, many: null, sample: [], at: ['Rule 2'] },
  ])

  const hides = [{ type: 'everyoneExceptGuests' }, listed('group', 'teams'), listed('group', 'teams', 'deny')]
  expect((await lint({ ...by, rules: hides.slice(1) })).findings).toContainEqual({
    text: 'A denial hides it from everybody who is granted.',
    rows: 2,
    sample: [2, 4],
    at: ['Rule 2'],
  })
  expect((await lint({ ...by, rules: hides.slice(0, 1) })).findings).toEqual([])
  expect((await lint('everyone')).findings).toMatchObject([{ rows: 5, at: ['Who may read'] }])
})
