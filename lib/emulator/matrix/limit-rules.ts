import type { Rule } from './entry'

export const limitRules: Rule[] = [
  {
    id: 'request.size',
    text: 'A body has at most 30 MB since July 2026, 4 MB before.',
    standing: 'documented',
    contract: 'item-size',
    sources: ['D24'],
    switch: 'setting bodyLimitBytes',
    test: [
      'kernel/kernel.test.ts › a body that is too large is refused, packed or not',
      'settings/limits.test.ts › %s is by default what is published › bodyLimitBytes',
    ],
    refuses: ['The request size exceeds the maximum limit.'],
  },
  {
    id: 'request.sizeStatus',
    text: 'What a body that is too large is answered.',
    standing: 'assumed',
    contract: 'error-413',
    switch: 'bodyTooLargeStatus',
    test: 'switches/switches.test.ts › %s can be turned › bodyTooLargeStatus',
  },
  {
    id: 'request.window',
    text: 'An app sends at most 130,000 requests in 10 seconds.',
    standing: 'documented',
    contract: 'throttle-app',
    sources: ['D40'],
    switch: 'setting throttleRequests',
    test: [
      'kernel/kernel.test.ts › an app that sends too much in a window is throttled until the window ends',
      'settings/limits.test.ts › %s is by default what is published › throttleRequests',
      'settings/limits.test.ts › %s is by default what is published › throttleWindowMs',
    ],
    refuses: ['… had more than … requests in … ms.'],
  },
  {
    id: 'request.groups',
    text: 'A tenant answers at most 1,000 requests about external groups a second.',
    standing: 'documented',
    contract: 'group-rate',
    sources: ['D24'],
    switch: 'setting groupRequestsPerSecond',
    test: [
      'routes/groups.test.ts › requests about groups that come too fast are throttled, whichever app sends them',
      'settings/limits.test.ts › %s is by default what is published › groupRequestsPerSecond',
    ],
  },
  {
    id: 'request.inFlight',
    text: 'At most 25 operations of an app are in flight on a connection, each from its first byte until its answer is written.',
    standing: 'documented',
    contract: 'throttle-in-flight',
    sources: ['D40'],
    switch: 'setting inFlight',
    test: 'kernel/kernel.test.ts › more than 25 operations in flight on a connection are throttled, those of another app are not',
    refuses: ['The request has been throttled.', '… operations of this app are in flight on ….'],
  },
  {
    id: 'request.retryAfter',
    text: 'A 429 says in Retry-After how many seconds to wait.',
    standing: 'documented',
    contract: 'error-429',
    sources: ['D24'],
    test: [
      'kernel/kernel.test.ts › an app that sends too much in a window is throttled until the window ends',
      'kernel/kernel.test.ts › more than 25 operations in flight on a connection are throttled, those of another app are not',
    ],
  },
]
