import { expect, test } from 'vitest'
import { lineOfPath, syntaxProblemText } from '@/lib/model/json-text'

test.each([
  ['{\n  "a": 1\n  "b": 2\n}', 'Line 3, column 3: a comma is expected here.'],
  ['{\n  "a": [1, 2\n}', 'Line 3, column 1: a comma is expected here.'],
  ['{"a": tru}', 'Line 1, column 7: this word has to stand in double quotes.'],
  ['{', 'Line 1, column 2: a closing } is missing.'],
])('%j says where it stops to be JSON', (text, message) => {
  expect(syntaxProblemText(text)).toBe(message)
})

test('what is JSON has no such place', () => {
  expect(syntaxProblemText('{"a": [1, 2]}')).toBeNull()
})

test.each([
  ['properties[1].type', 4],
  ['properties[1].color', 4],
  ['properties[0]', 3],
  ['', 1],
])('%s is found by its line', (path, line) => {
  const text = '{\n  "properties": [\n    { "name": "a" },\n    { "name": "b", "type":"x" }\n  ]\n}'
  expect(lineOfPath(text, path)).toBe(line)
})

test('in a bare list of properties too', () => {
  expect(lineOfPath('[\n  { "name": "a" },\n  { "name": "b" }\n]', 'properties[1].name')).toBe(3)
})

test('a text nested beyond measure costs no more than a shrug', () => {
  expect(syntaxProblemText('['.repeat(1_000_000))).toBeNull()
  expect(lineOfPath(`${'['.repeat(1_000_000)}`, 'properties')).toBeNull()
})
