import { describe, expect, test } from 'vitest'
import { readConnection } from '../../../lib/emulator/rules/connection-rules'
import { hasBrokenCard } from '../../../lib/emulator/rules/settings-rules'

const read = (body: unknown, version: 'v1.0' | 'beta' = 'v1.0') => readConnection(body, version)
const resolver = {
  '@odata.type': '#microsoft.graph.externalConnectors.itemIdResolver',
  priority: 1,
  itemId: 'id_{id}',
  urlMatchInfo: { baseUrls: ['https://contoso.com'], urlPattern: '/items/(?<id>[0-9]+)' },
}
const rule = { property: 'a', operation: 'equals', values: ['x'], valuesJoinedBy: 'or' }
const template = { id: 'card', priority: 1, layout: { type: 'AdaptiveCard', body: [] } }

test('a connection is read under the names of Graph', () => {
  const appId = '0a6f1c5e-9d2b-4c38-8f61-51b7e3d90a03'
  const configuration = { authorizedAppIds: [appId], other: 1 }
  const body = {
    Id: 'helpdesk1',
    name: 'Helpdesk',
    ContentCategory: 'KnowledgeBase',
    state: 'ready',
    configuration,
  }
  expect(read(body)).toEqual({
    id: 'helpdesk1',
    name: 'Helpdesk',
    contentCategory: 'knowledgeBase',
    authorizedAppIds: [appId],
  })
})

test.each(['abc', '007', 'a'.repeat(32), 'HelpDesk1', 'notMicrosoft'])('an id like %s is taken', (id) => {
  expect(read({ id })).toEqual({ id })
})

test.each(['', 'ab', 'a'.repeat(33), 'help-desk', 'help_desk', 'help desk', 'hélp1'])(
  'an id like %s is refused',
  (id) => {
    expect(() => read({ id })).toThrow(/3 to 32/)
  },
)

test.each(['microsoft', 'MicrosoftHelp', 'MICROSOFT1'])('an id like %s is of Microsoft', (id) => {
  expect(() => read({ id })).toThrow(/must not begin with 'Microsoft'/)
})

// As https://learn.microsoft.com/en-us/graph/api/resources/externalconnectors-externalconnection lists them.
const reserved =
  'None Directory Exchange ExchangeArchive LinkedIn Mailbox OneDriveBusiness SharePoint Teams Yammer Connectors TaskFabric PowerBI Assistant TopicEngine'

test.each(reserved.split(' '))('the id %s is reserved', (id) => {
  expect(() => read({ id })).toThrow(/is reserved/)
  expect(read({ id: `${id}2` })).toEqual({ id: `${id}2` })
})

test('a name of one character and one of 128 are taken', () => {
  for (const name of ['x', 'x'.repeat(128)]) expect(read({ name })).toEqual({ name })
})

const categories =
  'uncategorized knowledgeBase wikis fileRepository qna crm dashboard people media email messaging meetingTranscripts taskManagement learningManagement'

test.each(categories.split(' '))('%s is a category', (contentCategory) => {
  expect(read({ contentCategory })).toEqual({ contentCategory })
})

describe('a connection is refused', () => {
  const broken: [string, object, RegExp][] = [
    ['with an empty name', { name: ' ' }, /1 to 128/],
    ['with a long name', { name: 'x'.repeat(129) }, /1 to 128/],
    ['with an unknown category', { contentCategory: 'tickets' }, /contentCategory/],
    ['with an app that is no id', { configuration: { authorizedAppIds: ['me'] } }, /application/],
    ['with a beta member on v1.0', { enabledContentExperiences: 'search' }, /enabledContentExperiences/],
    [
      'with three cards',
      { searchSettings: { searchResultTemplates: [template, template, template] } },
      /at most 2/,
    ],
    [
      'with a rule that lacks a member',
      { searchSettings: { searchResultTemplates: [{ ...template, rules: [{ property: 'a' }] }] } },
      /lacks/,
    ],
    [
      'with a resolver of no type',
      { activitySettings: { urlToItemResolvers: [{ ...resolver, '@odata.type': undefined }] } },
      /@odata.type/,
    ],
    [
      'with a resolver of priority 9',
      { activitySettings: { urlToItemResolvers: [{ ...resolver, priority: 9 }] } },
      /1 to 8/,
    ],
    [
      'with a pattern that does not compile',
      {
        activitySettings: {
          urlToItemResolvers: [{ ...resolver, urlMatchInfo: { baseUrls: [], urlPattern: '(' } }],
        },
      },
      /regular expression/,
    ],
  ]
  test.each(broken)('%s', (_, body, message) => {
    expect(() => read(body)).toThrow(message)
  })

  test.each([
    ['an id of 17 letters', { id: 'a'.repeat(17) }, /1 to 16/],
    ['an id that is no word', { id: 'a b' }, /1 to 16/],
    ['priority 0', { priority: 0 }, /whole number from 1/],
    ['priority 1.5', { priority: 1.5 }, /whole number from 1/],
    ['a layout that is text', { layout: '{}' }, /Adaptive Card/],
  ])('with a card of %s', (_, change, message) => {
    const searchSettings = { searchResultTemplates: [{ ...template, ...change }] }
    expect(() => read({ searchSettings })).toThrow(message)
  })

  test.each([
    ['no values', { values: [] }, /'.*values' is empty/],
    ['an unknown operation', { operation: 'sounds like' }, /operation/],
    ['an unknown way to join its values', { valuesJoinedBy: 'xor' }, /valuesJoinedBy/],
  ])('with a rule of %s', (_, change, message) => {
    const searchSettings = { searchResultTemplates: [{ ...template, rules: [{ ...rule, ...change }] }] }
    expect(() => read({ searchSettings })).toThrow(message)
  })

  test('with nine resolvers', () => {
    const activitySettings = { urlToItemResolvers: Array.from({ length: 9 }, () => resolver) }
    expect(() => read({ activitySettings })).toThrow(/at most 8/)
  })
})

test('eight resolvers of priority 1 to 8 are taken', () => {
  const urlToItemResolvers = Array.from({ length: 8 }, (_, at) => ({ ...resolver, priority: at + 1 }))
  expect(read({ activitySettings: { urlToItemResolvers } })).toEqual({
    activitySettings: { urlToItemResolvers },
  })
})

test('two cards are taken, and an id of 16 letters and digits', () => {
  const second = { ...template, id: 'Card567890123456', rules: [rule] }
  const searchResultTemplates = [{ ...template, rules: [] }, second]
  expect(read({ searchSettings: { searchResultTemplates } })).toEqual({
    searchSettings: { searchResultTemplates },
  })
})

test('resolvers and cards are kept', () => {
  const sent = read({
    activitySettings: { urlToItemResolvers: [resolver] },
    searchSettings: { searchResultTemplates: [template] },
  })
  expect(sent.activitySettings).toEqual({ urlToItemResolvers: [resolver] })
  expect(hasBrokenCard(sent.searchSettings)).toBe(false)
})

test('a layout that is no Adaptive Card is a broken card', () => {
  const layout = { type: 'Card' }
  const { searchSettings } = read({ searchSettings: { searchResultTemplates: [{ ...template, layout }] } })
  expect(hasBrokenCard(searchSettings)).toBe(true)
})

test('content experiences are a collection, also when sent as one string', () => {
  expect(read({ enabledContentExperiences: 'search, Compliance' }, 'beta')).toEqual({
    enabledContentExperiences: ['search', 'compliance'],
  })
})
