import { expect, test } from 'vitest'
import type { Acl } from '@/lib/model/items/item'
import { readersText } from '@/lib/model/items/readers'

const entry = (type: Acl['type'], value = 'a', accessType: Acl['accessType'] = 'grant'): Acl => ({
  type,
  value,
  accessType,
})

test.each([
  [[entry('everyone')], 'Everyone'],
  [[entry('everyoneExceptGuests')], 'Everyone except guests'],
  [[entry('user'), entry('user', 'b'), entry('user', 'b'), entry('group')], '2 people, 1 group'],
  [[entry('user'), entry('externalGroup')], '1 person, 1 external group'],
  [
    [entry('everyone'), entry('group', 'a', 'deny'), entry('user', 'b', 'deny')],
    'Everyone; not 1 person, 1 group',
  ],
  [[entry('everyone', 'a', 'deny')], 'Nobody'],
  [[], 'Nobody'],
])('%j is %s', (acl, text) => {
  expect(readersText(acl)).toBe(text)
})
