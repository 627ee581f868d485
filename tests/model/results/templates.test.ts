import { expect, test } from 'vitest'
import { cardText } from '@/lib/model/results/card-text'
import { diffLines, templateChanges } from '@/lib/model/results/changes'
import { checkTemplates } from '@/lib/model/results/check-templates'
import { type Confirmation, staleFrom, standing, steps } from '@/lib/model/results/checklist'
import { draftsOf, isUnchanged, sameTemplates } from '@/lib/model/results/draft'
import { graphTemplates } from '@/lib/model/results/graph-templates'
import { retrievable, sampleItem, withoutValues } from '@/lib/model/results/sample-item'
import { starters } from '@/lib/model/results/starter-list'
import { startTemplate } from '@/lib/model/results/starters'
import { DisplayTemplate, type TemplateDraft } from '@/lib/model/results/template'
import { ticketSchema } from '../../support/graph'

const start = (more: Partial<TemplateDraft> = {}) => ({
  ...startTemplate('titleAndText', ticketSchema, []),
  ...more,
})
const stored = (more: object = {}) =>
  DisplayTemplate.parse({
    id: 'ticket',
    priority: 1,
    layout: { type: 'AdaptiveCard', version: '1.3', body: [{ type: 'TextBlock', text: '${title}' }] },
    rules: [{ property: 'title', operation: 'contains', values: ['a'], valuesJoinedBy: 'or', extra: 1 }],
    '@odata.etag': 'one',
    ...more,
  })

test('every starter fits the schema as it is', () => {
  for (const { id } of starters) {
    expect(checkTemplates([startTemplate(id, ticketSchema, [])], ticketSchema)).toEqual([])
  }
})

test('a second template gets an id and a priority of its own', () => {
  const first = start()
  const second = startTemplate('titleAndText', ticketSchema, [first])
  expect(second.id).not.toBe(first.id)
  expect(second.priority).toBe(2)
})

test.each<[string, TemplateDraft[], string]>([
  ['no id', [start({ id: '' })], 'id'],
  ['a hyphen in the id', [start({ id: 'a-b' })], 'id'],
  ['an id of 17 letters', [start({ id: 'a'.repeat(17) })], 'id'],
  ['one id twice', [start(), start({ priority: 2 })], 'id'],
  ['no priority', [start({ priority: null })], 'priority'],
  ['priority 0', [start({ priority: 0 })], 'priority'],
  ['half a priority', [start({ priority: 1.5 })], 'priority'],
  ['one priority twice', [start(), start({ id: 'other' })], 'priority'],
  [
    'three templates',
    [start(), start({ id: 'b', priority: 2 }), start({ id: 'c', priority: 3 })],
    'templates',
  ],
  ['no JSON', [start({ layout: '{' })], 'layout'],
])('%s is an error', (_, templates, field) => {
  const errors = checkTemplates(templates, ticketSchema).filter(({ severity }) => severity === 'error')
  expect(errors.map((error) => error.field)).toContain(field)
})

test('a flaw of the layout is told with its line', () => {
  const layout =
    '{\n"type": "AdaptiveCard",\n"version": "1.3",\n"body": [\n{"type": "TextBlock", "text": "${nope}"}]}'
  const [problem] = checkTemplates([start({ layout })], ticketSchema)
  expect(problem).toMatchObject({ field: 'layout', line: 5 })
  expect(layout.slice(problem?.from, problem?.to)).toBe('"${nope}"')
})

test('a template without rules that is tried first is a warning', () => {
  const rules = [{ property: 'title', operation: 'contains', values: ['a'], valuesJoinedBy: 'or' as const }]
  const found = checkTemplates([start(), start({ id: 'b', priority: 2, rules })], ticketSchema)
  expect(found).toMatchObject([{ severity: 'warning', field: 'rules', template: 0 }])
})

test('what is read and written again is the same, with members that nobody knows', () => {
  const current = [stored({ id: 'late', priority: 7 }), stored()]
  const drafts = draftsOf(current)
  expect(drafts.map(({ id }) => id)).toEqual(['ticket', 'late'])
  expect(isUnchanged(drafts, current)).toBe(true)
  const laidOut = drafts.map((one) => ({ ...one, layout: ` ${one.layout.replaceAll('\n', ' ')}` }))
  expect(isUnchanged(laidOut, current)).toBe(true)
  expect(isUnchanged([...drafts, start({ layout: '{' })], current)).toBe(false)
  expect(sameTemplates(graphTemplates(drafts, current), current)).toBe(true)
})

test('a renamed template keeps its foreign members, and a changed rule is sent whole', () => {
  const [draft] = draftsOf([stored()])
  if (!draft) throw new Error('no draft')
  const rules = [{ property: 'title', operation: 'null', values: [], valuesJoinedBy: 'or' as const }]
  expect(graphTemplates([{ ...draft, id: 'new', rules }], [stored()])).toMatchObject([
    { id: 'new', '@odata.etag': 'one', rules: [{ property: 'title', operation: 'null', values: [''] }] },
  ])
})

test('the changes name what is added, changed and deleted', () => {
  const [draft] = draftsOf([stored()])
  if (!draft) throw new Error('no draft')
  const changed = { ...draft, priority: 3, layout: draft.layout.replace('${title}', '${url}') }
  const changes = templateChanges([changed, start()], [stored(), stored({ id: 'old', priority: 2 })])
  expect(changes.map(({ id, kind }) => [id, kind])).toEqual([
    ['ticket', 'changed'],
    ['titleAndText', 'added'],
    ['old', 'deleted'],
  ])
  expect(changes[0]?.notes).toEqual(['Priority 1 becomes 3.'])
  expect(changes[0]?.lines.filter(({ kind }) => kind !== 'same')).toEqual([
    { kind: 'removed', text: expect.stringContaining('${title}') },
    { kind: 'added', text: expect.stringContaining('${url}') },
  ])
  expect(templateChanges(draftsOf([stored()]), [stored()])).toEqual([])
})

test('lines are compared by the longest sequence that both have', () => {
  const kinds = diffLines('a\nb\nc\nd', 'a\nx\nc\ny\nd').map(({ kind, text }) => `${kind[0]}${text}`)
  expect(kinds).toEqual(['sa', 'rb', 'ax', 'sc', 'ay', 'sd'])
})

test('sample items hold what is retrievable, with a value of its type', () => {
  const item = sampleItem(ticketSchema)
  expect(item).toMatchObject({ url: expect.stringMatching(/^https:/), tags: ['first', 'second'] })
  expect(withoutValues(item, ticketSchema)).toEqual({ title: item.title, url: item.url })
  expect(
    retrievable({ title: 'a', 'title@odata.type': 'String', other: 1, tags: null }, ticketSchema),
  ).toEqual({
    title: 'a',
  })
})

test('the text of a card is what it shows, without its looks', () => {
  const card = {
    type: 'AdaptiveCard',
    body: [
      { type: 'TextBlock', text: '[Badge](https://contoso.com)' },
      { type: 'ColumnSet', columns: [{ items: [{ type: 'Image', url: 'a', altText: 'Icon' }] }] },
      { type: 'FactSet', facts: [{ title: 'State', value: 'open' }] },
      { type: 'RichTextBlock', inlines: ['one ', { type: 'TextRun', text: 'two' }] },
      { type: 'TextBlock', text: 'hidden', isVisible: false },
    ],
    actions: [{ type: 'Action.OpenUrl', title: 'Open', url: 'https://contoso.com' }],
  }
  expect(cardText(card)).toBe('Badge\nImage: Icon\nState: open\none two\nButton: Open')
})

test('a step that was confirmed more than 90 days ago has to be looked at again', () => {
  const confirmation: Confirmation = {
    step: 'vertical',
    answer: 'done',
    confirmedBy: 'alex@contoso.com',
    confirmedAt: '2026-01-01T00:00:00.000Z',
  }
  expect(standing(undefined, new Date())).toBe('open')
  expect(standing(confirmation, new Date('2026-03-31T00:00:00Z'))).toBe('confirmed')
  expect(standing(confirmation, new Date('2026-04-02T00:00:00Z'))).toBe('stale')
  expect(staleFrom(confirmation).toISOString()).toBe('2026-04-01T00:00:00.000Z')
  expect(steps.every(({ href, docs }) => href.startsWith('https://') && docs.startsWith('https://'))).toBe(
    true,
  )
})
