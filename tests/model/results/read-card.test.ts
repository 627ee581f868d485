import { expect, test } from 'vitest'
import { linesOf, readCardText } from '@/lib/model/results/read-card'
import { threadMs } from '../../support/growth'

test('a card is read, and each value has its place in the text', () => {
  const text = '{\n  "type": "AdaptiveCard",\n  "body": [{ "type": "Nope" }]\n}'
  const { value, place } = readCardText(text)
  expect(value).toEqual({ type: 'AdaptiveCard', body: [{ type: 'Nope' }] })
  const { from, to } = place(['body', 0, 'type'])
  expect(text.slice(from, to)).toBe('"Nope"')
  expect(linesOf(text)(from)).toBe(3)
})

test.each([
  ['a missing comma', '{\n"a": 1\n"b": 2}', 3, /comma is expected/],
  ['a text that is not closed', '{\n"a": "b\n}', 2, /not closed/],
  ['a comment', '{ // note\n}', 1, /comments are not allowed/],
  ['a comma at the end', '[1,\n]', 2, /value is expected/],
  ['a name that stands twice', '{"a": 1,\n"a": 2}', 2, /stands twice/],
  ['a member that is checked and not sent', '{"a": 1,\n"__proto__": {"b": 1}}', 2, /"__proto__"/],
  ['nothing', '  ', 1, /empty/],
])('%s is told with its line', (_, text, line, message) => {
  const { problem, value } = readCardText(text)
  expect(value).toBeUndefined()
  expect(problem?.message).toMatch(message)
  expect(linesOf(text)(problem?.offset ?? -1)).toBe(line)
})

test.each([
  ['a million brackets', '['.repeat(50_000), /nested more than 40/],
  ['too much text', `"${'a'.repeat(100_001)}"`, /more than 100,000 characters/],
  ['too many values', `[${'1,'.repeat(6_000)}1]`, /more than 5,000 values/],
])('%s is refused at once, unread', async (_, text, message) => {
  expect(readCardText(text).problem?.message).toMatch(message)
  expect(await threadMs(() => readCardText(text))).toBeLessThan(50)
})

test('brackets inside of a text are no nesting', () => {
  expect(readCardText(`{"text": "${'['.repeat(100)}\\"${'{'.repeat(100)}"}`).problem).toBeNull()
})
