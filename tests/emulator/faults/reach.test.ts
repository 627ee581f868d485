import { expect, test } from 'vitest'
import { canMeet } from '../../../lib/emulator/faults/reach'
import { readFaultScript } from '../../../lib/emulator/faults/script'
import { threadMs } from '../../support/growth'

const cases: [string, boolean, { method?: string; path?: string; service?: 'graph' | 'authority' }][] = [
  ['no match at all can be met', true, {}],
  ['a part of a path can be met', true, { path: '/items/' }],
  ['a whole path can be met', true, { path: '^/v1.0/external/connections/hr1/items/T-1$' }],
  ['beta can be met', true, { path: '^/beta/' }],
  ['any case can be met', true, { path: '/EXTERNAL/Connections' }],
  ['a slash at the end can be met', true, { path: '/connections/$' }],
  ['a key in parentheses can be met', true, { path: String.raw`connections\('hr1'\)/schema$` }],
  ['a source by its key can be met', true, { path: String.raw`profileSources\(sourceId='hr1'\)` }],
  ['alternatives can be met', true, { path: '/(nothing|groups/[^/]+/members)$' }],
  ['classes and counts can be met', true, { path: String.raw`/items/[A-Z]{1,3}\d+$` }],
  ['many of something can be met', true, { path: '^/v1.0(/[^/]+){5}$' }],
  ['what this cannot read is taken as it is', true, { path: '/items/(?!T1)' }],
  ['its own method can be met', true, { method: 'put', path: '/items/' }],
  ['the authority can be met', true, { service: 'authority', path: '/oauth2/v2.0/token$' }],
  ['a path without its version cannot be met', false, { path: '^/external/' }],
  ['another version cannot be met', false, { path: '/v2.0/external' }],
  ['a slip of the pen cannot be met', false, { path: '/external/conections/' }],
  ['a query cannot be met', false, { path: String.raw`/users\?\$top=1` }],
  ['an address cannot be met', false, { path: 'https://graph.microsoft.com' }],
  ['more after the end cannot be met', false, { path: '/schema$/x' }],
  ['a segment too much cannot be met', false, { path: '^/v1.0(/[^/]+){9}$' }],
  ['another method cannot be met', false, { method: 'PUT', path: '/external/connections$' }],
  ['no method of Graph cannot be met', false, { method: 'PUTT' }],
  ['Graph does not have the paths of the authority', false, { path: '/oauth2/v2.0/token$' }],
  [
    'the authority does not have the paths of Graph',
    false,
    { service: 'authority', path: '/external/connections/' },
  ],
]

test.each(cases)('%s', (_, met, match) => {
  expect(canMeet(match)).toBe(met)
  const read = () => readFaultScript([{ match, status: 503 }])
  if (met) expect(read().faults).toHaveLength(1)
  else expect(read).toThrow(/^No request to (Graph|the authority) can meet /)
})

test('it takes a moment, whatever the pattern', async () => {
  for (const path of ['(a?){20}(b*c*)*zzz$', '([a-z]+[0-9]+)+!', '/items/(a|b|c|d)*(e|f)*\\?'])
    expect(await threadMs(() => canMeet({ path }))).toBeLessThan(1_500)
})
