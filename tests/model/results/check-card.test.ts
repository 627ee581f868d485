import { expect, test } from 'vitest'
import { checkCard } from '@/lib/model/results/check-card'
import { starters } from '@/lib/model/results/starter-list'
import { starterCard } from '@/lib/model/results/starters'
import { ticketSchema } from '../../support/graph'

const card = (body: unknown, more: object = {}) => ({ type: 'AdaptiveCard', version: '1.3', body, ...more })

test('the starters are cards without a flaw', () => {
  for (const { id } of starters) expect(checkCard(starterCard(id, ticketSchema))).toEqual([])
})

test.each<[string, unknown, (string | number)[], RegExp]>([
  ['no object', [], [], /is an object/],
  ['another type', card([{ type: 'TextBlock', text: 'a' }], { type: 'Card' }), ['type'], /AdaptiveCard/],
  ['no version', { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'a' }] }, ['version'], /1\.3/],
  ['a version nobody has', card([{ type: 'TextBlock', text: 'a' }], { version: '9.9' }), ['version'], /1\.3/],
  ['no body', { type: 'AdaptiveCard', version: '1.3' }, ['body'], /"body"/],
  ['an empty body', card([]), ['body'], /empty/],
  ['a body that is a text', card('text'), ['body'], /"body"/],
  ['an unknown element', card([{ type: 'Video' }]), ['body', 0, 'type'], /"Video" is not an element/],
  ['another case', card([{ type: 'textblock', text: 'a' }]), ['body', 0, 'type'], /Did you mean "TextBlock"/],
  ['an element that is a text', card(['hello']), ['body', 0], /An element is an object/],
  ['an element without type', card([{ text: 'a' }]), ['body', 0], /needs a "type"/],
  ['a text block without text', card([{ type: 'TextBlock' }]), ['body', 0], /needs "text"/],
  [
    'a flaw deep inside',
    card([{ type: 'ColumnSet', columns: [{ items: [{ type: 'Container', items: [{ type: 'Image' }] }] }] }]),
    ['body', 0, 'columns', 0, 'items', 0, 'items', 0],
    /Image needs "url"/,
  ],
  [
    'columns that are no list',
    card([{ type: 'ColumnSet', columns: {} }]),
    ['body', 0, 'columns'],
    /be a list/,
  ],
  [
    'an element for an action',
    card([{ type: 'ActionSet', actions: [{ type: 'TextBlock', text: 'a' }] }]),
    ['body', 0, 'actions', 0, 'type'],
    /not an element/,
  ],
  [
    'a script for an address',
    card([{ type: 'Image', url: 'javascript:alert(1)' }]),
    ['body', 0, 'url'],
    /cannot begin with "javascript:"/,
  ],
  [
    'a script behind a click',
    card([
      { type: 'Container', items: [], selectAction: { type: 'Action.OpenUrl', url: 'JaVaScRiPt:alert(1)' } },
    ]),
    ['body', 0, 'selectAction', 'url'],
    /cannot begin with "javascript:"/,
  ],
])('a card with %s is an error at its place', (_, value, path, message) => {
  const errors = checkCard(value).filter(({ severity }) => severity === 'error')
  expect(errors).toHaveLength(1)
  expect(errors[0]).toMatchObject({ path, message: expect.stringMatching(message) })
})

test('what works, though not as one may think, is a warning', () => {
  const warnings = checkCard(
    card([
      { type: 'Video', fallback: { type: 'TextBlock', text: 'a' } },
      { type: 'Table' },
      { type: 'Input.Text', id: 'a' },
      { type: 'Image', url: 'http://contoso.com/a.png' },
      { type: 'Image', url: '${iconUrl}' },
    ]),
  )
  expect(warnings.map(({ severity, path }) => [severity, path.join('.')])).toEqual([
    ['warning', 'body.0.type'],
    ['warning', 'body.1.type'],
    ['warning', 'body.2.type'],
    ['warning', 'body.3.url'],
  ])
})
