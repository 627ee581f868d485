import { desc } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { audit } from '@/lib/db/schema'
import { putItem } from '@/lib/graph/items'
import { getSearchSettings } from '@/lib/graph/search-settings'
import { standing } from '@/lib/model/results/checklist'
import { startTemplate } from '@/lib/model/results/starters'
import { ask, execute } from '@/lib/services/execute'
import { confirmStep } from '@/lib/services/results/confirm-step'
import { discardResultsDraft } from '@/lib/services/results/discard-results-draft'
import { previewItem } from '@/lib/services/results/preview-item'
import { readResults } from '@/lib/services/results/read-results'
import { saveResultsDraft } from '@/lib/services/results/save-results-draft'
import { submitTemplates } from '@/lib/services/results/submit-templates'
import { withdrawStep } from '@/lib/services/results/withdraw-step'
import { eachDatabase } from '../../support/database'
import { emulatedGraph, peopleReady, ready, ticket, ticketSchema } from '../../support/graph'
import { alex, contextFor, perform } from '../../support/services'

const connectionId = 'helpdesk'
const template = startTemplate('titleAndText', ticketSchema, [])
const draft = { base: [], templates: [template] }

eachDatabase('result templates', (open) => {
  async function tenant() {
    const opened = await open()
    const tenant = await emulatedGraph({ connections: [ready(connectionId), peopleReady('hr1')] })
    const context = contextFor(opened, tenant)
    const read = (now = new Date()) => ask(readResults, { ...context, clock: () => now }, { connectionId })
    return { ...tenant, opened, context, read }
  }

  test('a draft is kept, and one of somebody else is not overwritten unasked', async () => {
    const { context, read } = await tenant()
    const save = (over: string | null, actor = alex) =>
      perform(saveResultsDraft, { ...context, actor }, { connectionId, draft, over })

    const { savedAt } = await save(null)
    expect((await read()).draft).toMatchObject({ ...draft, savedBy: alex.username, savedAt })

    await save('any', { ...alex, username: 'megan@contoso.com' })
    await expect(save(savedAt)).rejects.toMatchObject({
      code: 'conflict',
      field: 'draft',
      message: expect.stringContaining('megan@contoso.com saved another draft'),
    })

    const stale = execute(discardResultsDraft, context, { connectionId, version: savedAt })
    expect(await stale).toMatchObject({ ok: false, problem: { code: 'conflict', field: 'draft' } })
    const theirs = (await read()).draft?.savedAt ?? null
    await perform(discardResultsDraft, context, { connectionId, version: theirs })
    expect((await read()).draft).toBeNull()
  })

  test('what Graph holds needs no draft any more, but a later one stays', async () => {
    const { context, graph, read } = await tenant()
    const save = () => perform(saveResultsDraft, context, { connectionId, draft, over: 'any' })
    const { savedAt } = await save()

    const { templates } = await perform(submitTemplates, context, {
      connectionId,
      ...draft,
      version: savedAt,
    })
    expect(templates).toMatchObject([{ id: template.id }])
    expect((await read()).draft).toBeNull()

    const again = { base: templates, templates: [{ ...template, from: template.id, priority: 4 }] }
    await save()
    await perform(submitTemplates, context, { connectionId, ...again, version: savedAt })
    expect((await read()).draft).not.toBeNull()
    expect(await getSearchSettings(graph, connectionId)).toMatchObject({
      searchResultTemplates: [{ priority: 4 }],
    })
  })

  test('what Graph would refuse is not sent', async () => {
    const { context, requests } = await tenant()
    const layout = template.layout.replace('${title}', '${titel}')
    const templates = [{ ...template, layout }]

    await expect(
      perform(submitTemplates, context, { connectionId, base: [], templates, version: null }),
    ).rejects.toMatchObject({
      code: 'invalid',
      field: 'layout',
      message: expect.stringMatching(/titel.*\(line \d+\)/),
    })
    expect(await requests('PATCH')).toEqual([])
  })

  test('an item is shown without its content, and the audit log has who looked', async () => {
    const { context, ingestion, opened } = await tenant()
    await putItem(ingestion, connectionId, 'T1', ticket('Broken keyboard'))

    const item = await perform(previewItem, context, { connectionId, itemId: 'T1' })
    expect(item).toEqual({
      itemId: 'T1',
      properties: { title: 'Broken keyboard', url: 'https://help.contoso.com/1' },
    })
    const [entry] = await opened.db.select().from(audit).orderBy(desc(audit.id)).limit(1)
    expect(entry).toMatchObject({ action: 'previewItem', target: connectionId, input: { itemId: 'T1' } })
  })

  test('nothing of a people connection is shown or written', async () => {
    const { context } = await tenant()
    const refused = { code: 'invalid', message: expect.stringContaining('people connection') }

    await expect(perform(previewItem, context, { connectionId: 'hr1', itemId: 'x' })).rejects.toMatchObject(
      refused,
    )
    await expect(
      perform(submitTemplates, context, { connectionId: 'hr1', ...draft, version: null }),
    ).rejects.toMatchObject(refused)
  })

  test('a step is confirmed by whom and when, is stale after 90 days, and can be withdrawn', async () => {
    const { context, read, opened } = await tenant()
    const then = new Date('2026-01-01T00:00:00Z')
    const step = 'inlineResults'
    await perform(confirmStep, { ...context, clock: () => then }, { connectionId, step, answer: 'done' })

    const { confirmations, now } = await read(new Date('2026-04-02T00:00:00Z'))
    expect(confirmations).toEqual([
      { step, answer: 'done', confirmedBy: alex.username, confirmedAt: then.toISOString() },
    ])
    expect(standing(confirmations[0], new Date(now))).toBe('stale')

    await perform(confirmStep, context, { connectionId, step, answer: 'notWanted' })
    expect(standing((await read()).confirmations[0], new Date())).toBe('confirmed')
    await perform(withdrawStep, context, { connectionId, step })
    expect((await read()).confirmations).toEqual([])
    const entries = await opened.db.select({ action: audit.action }).from(audit)
    expect(entries.map(({ action }) => action)).toEqual(['confirmStep', 'confirmStep', 'withdrawStep'])
  })
})
