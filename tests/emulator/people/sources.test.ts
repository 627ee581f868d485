import { expect, test } from 'vitest'
import { sourceIdOf } from '../../../lib/emulator/people/sources'

const path = 'https://graph.microsoft.com'

test.each([
  [`${path}/v1.0/admin/people/profileSources(sourceId='hr1')`, 'hr1'],
  [`${path}/beta/admin/people/profileSources(sourceId='hr1')`, 'hr1'],
  [`${path}/v1.0/admin/people/profileSources/hr1`, 'hr1'],
  [`${path}/v1.0/external/connections/hr1`, 'hr1'],
  ['/external/connections/hr1', 'hr1'],
  ['https://login.microsoftonline.com/', '4ce763dd-9214-4eff-af7c-da491cc3782d'],
  [`${path}/v1.0/admin/people/profileSources('hr1')`, 'hr1'],
  [`${path}/v1.0/external/connections('hr1')`, 'hr1'],
  ['https://example.com', undefined],
])('%s means the source %s', (url, id) => {
  expect(sourceIdOf(url)).toBe(id)
})
