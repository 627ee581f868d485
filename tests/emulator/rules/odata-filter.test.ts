import { expect, test } from 'vitest'
import { parseFilter } from '../../../lib/emulator/rules/odata-filter'

const row = { name: "O'Neil", mail: 'o@contoso.com', age: 3, gone: null, ok: true }
const holds = (text: string) => parseFilter(text, Object.keys(row))(row)

test.each([
  "name eq 'O''Neil'",
  "NAME eq 'o''neil'",
  "startswith(mail,'o@')",
  "endsWith(mail, 'contoso.com') and name ne 'x'",
  "name eq 'x' or (age eq 3 and ok eq true)",
  "not (name eq 'x')",
  "name in ('x', 'O''Neil')",
  'gone eq null',
])('%s holds', (text) => {
  expect(holds(text)).toBe(true)
})

test.each([
  "name eq 'x'",
  'age ne 3',
  "startswith(gone,'x')",
  "startswith(mail,'contoso')",
  "endswith(mail,'o@')",
  'not ok eq true',
  "name eq 'x' and age eq 3",
  'age in (1, 2)',
])('%s does not hold', (text) => {
  expect(holds(text)).toBe(false)
})

test.each([
  'name',
  'name eq',
  "name like 'x'",
  'size eq 3',
  "name eq 'x",
  "(name eq 'x'",
  'ä',
  '('.repeat(500),
])('%s is refused', (text) => {
  expect(() => holds(text)).toThrow()
})
