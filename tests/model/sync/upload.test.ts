import { expect, test } from 'vitest'
import { FileName } from '@/lib/model/sync/upload'

test.each([
  ['tickets.csv', 'tickets.csv'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\fakepath\\Größe & co.csv', 'Größe & co.csv'],
  ['a\u0000b\r\nSet-Cookie: x.csv', 'abSet-Cookie: x.csv'],
  ['report\u202evsc.exe', 'reportvsc.exe'],
])('%j is called %s', (given, name) => {
  expect(FileName.parse(given)).toBe(name)
})

test.each(['', ' ', '/', '\0', 'x'.repeat(300)])('%j is refused', (given) => {
  expect(FileName.safeParse(given).success).toBe(false)
})
