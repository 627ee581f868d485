import { expect, test } from 'vitest'
import { defaultSettings } from '../../../lib/emulator/settings'

// What Microsoft publishes, in its own units; of what nobody published, what the emulator says it does.
test.each([
  ['bodyLimitBytes', 30_000_000],
  ['inFlight', 25],
  ['throttleRequests', 130_000],
  ['throttleWindowMs', 10_000],
  ['groupRequestsPerSecond', 1000],
  ['connectionsPerTenant', 30],
  ['externalGroupsPerTenant', 100_000],
  ['itemsPerConnection', 5_000_000],
  ['ingestedCountRefreshMs', 15 * 60_000],
  ['provisioningMs', 8000],
  ['indexMs', 0],
  ['indexWaitMs', 10_000],
  ['searchCandidates', 100_000],
] as const)('%s is by default what is published', (name, value) => {
  expect(defaultSettings[name]).toBe(value)
})
