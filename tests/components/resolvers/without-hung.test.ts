import { expect, test } from 'vitest'
import { withoutHung } from '@/components/resolvers/worker/without-hung'
import type { Beat, Job } from '@/lib/model/resolvers/check/protocol'

const job: Job = {
  resolvers: [],
  saved: [],
  tests: [],
  run: 1,
  stops: {},
  careful: null,
  without: { lint: false, proposals: [] },
}
const beat = (phase: Beat['phase'], more: Partial<Beat> = {}): Beat => ({
  phase,
  pattern: '(a+)+$',
  index: 4,
  url: 'https://contoso.com/aaaa',
  ...more,
})

test('the checks that hung are left out of the next run', () => {
  expect(withoutHung(job, beat('lint'), {}).job.without).toEqual({ lint: true, proposals: [] })
  expect(withoutHung(job, beat('propose'), {}).job.without).toEqual({ lint: false, proposals: [4] })
})

test('a link is blamed only once the worker has told of each try', () => {
  const first = withoutHung(job, beat('tried'), {})
  expect(first).toMatchObject({ job: { careful: { phase: 'tried', index: 4 } }, stops: {} })

  const second = withoutHung(first.job, beat('tried'), first.stops)
  expect(second.stops).toEqual({ '(a+)+$': ['https://contoso.com/aaaa'] })
})

test('a pattern that hangs on three links is not run at all', () => {
  const careful = { ...job, careful: { phase: 'tried', index: 4 } as const }
  const stops = { '(a+)+$': ['https://contoso.com/1', 'https://contoso.com/2'] }

  expect(withoutHung(careful, beat('tried'), stops).stops).toEqual({ '(a+)+$': 'all' })
})
