import type { OwnRule } from './entry'

/** Properties of the local tenant itself. They say nothing about Graph, so they have no standing. */
export const ownRules: OwnRule[] = [
  {
    id: 'request.addresses',
    text: 'Graph has one host, a local tenant has any: addresses in answers follow the host and scheme that the client used.',
    test: 'kernel/address.test.ts › absolute addresses follow %s',
  },
  {
    id: 'request.hosts',
    text: 'It is asked under an address, its own names, names without a dot, and those that are allowed; a page of another name that points here reads nothing.',
    test: 'kernel/address.test.ts › asked under %s it answers %i',
  },
  {
    id: 'request.depth',
    text: 'A body nests 100 levels at most.',
    test: 'kernel/kernel.test.ts › a body that nests too deep is refused, alone and inside a batch',
    refuses: ['The body nests deeper than … levels.'],
  },
  {
    id: 'answer.bug',
    text: 'No input leads to a 500. What goes wrong inside all the same is answered as Graph answers its own failures.',
    test: [
      'routes/any-input.test.ts › no body makes the tenant fail',
      'kernel/kernel.test.ts › what a handler did not expect is a Graph 500 and no end of the server',
    ],
    refuses: ['General exception while processing.'],
  },
  {
    id: 'consent.openid',
    text: 'The scopes of OpenID need no consent of their own, and the apps of the seed have theirs, so that nobody has to click.',
    test: 'authority/consent.test.ts › every app of the seed has consent, so that nobody has to click',
  },
  {
    id: 'search.entities',
    text: 'Only external items are searched: the tenant holds nothing else.',
    test: 'routes/search.test.ts › a search is refused › for mail',
    refuses: ['Only entityTypes ["externalItem"] can be searched here.'],
  },
  {
    id: 'search.collapse',
    text: 'Results are not collapsed, which Graph can do.',
    test: 'routes/search.test.ts › a search is refused › collapsed',
    refuses: ['Results cannot be collapsed here.'],
  },
  {
    id: 'search.kqlLimits',
    text: 'A query has 500 terms and 50 levels at most, and neither proximity nor ranking operators.',
    test: [
      'rules/kql.test.ts › %s is beyond what is searched here',
      'rules/kql.test.ts › 500 terms and 50 levels are searched',
    ],
    refuses: [
      'A query has at most … terms.',
      'The operator … is not supported here.',
      'The query nests too deep.',
    ],
  },
  {
    id: 'search.filterLimits',
    text: 'A search has 100 aggregation filters at most, and each of them 100 ranges.',
    test: [
      'routes/search.test.ts › a search is refused › filtered too often',
      'routes/search.test.ts › aggregations › narrow by a hundred filters at once',
      'rules/aggregation-filter.test.ts › more than a hundred ranges, or a range that never ends, are refused at once',
    ],
    refuses: ['There can be at most … aggregation filters.'],
  },
  {
    id: 'search.behind',
    text: 'A search waits for its own index only so long, and finds the rest later.',
    switch: 'setting indexWaitMs',
    test: [
      'search/background.test.ts › a search waits for the index no longer than it is told to',
      'settings/limits.test.ts › %s is by default what is published › indexWaitMs',
    ],
  },
  {
    id: 'request.service',
    text: 'Graph works on a request for as long as is set, so that many can be in flight here as there.',
    test: 'kernel/in-flight.test.ts › of 200 requests at once those beyond 25 in flight are throttled, as the tenant is by default',
    switch: 'setting serviceMs',
  },
  {
    id: 'answer.eventual',
    text: 'What is made is found at once, or after as long as is set for its kind: connections, items, groups, profile sources and settings.',
    test: 'faults/eventual.test.ts › %s is found and listed after as long as is set',
    switch: 'setting connectionVisibleMs',
  },
  {
    id: 'control.secret',
    text: 'Control API and inspector answer this machine only, and others where they bring a shared secret.',
    test: 'control/access.test.ts › a neighbour %s is answered %i',
  },
  {
    id: 'fault.match',
    text: 'A fault that no request can meet is refused.',
    test: 'faults/reach.test.ts › %s',
  },
]
