import type { Switch } from './switch'

export const searchSwitches = [
  {
    name: 'searchRequests',
    values: ['several', 'one'],
    default: 'several',
    strict: 'one',
    contract: 'search-one-request',
    text: 'A search may hold several requests.',
  },
  {
    name: 'largestSearchPage',
    values: [500, 1000],
    default: 500,
    contract: 'search-page',
    text: 'A page of hits holds so many at most.',
  },
  {
    name: 'unreadableQuery',
    values: ['refuse', 'words'],
    default: 'refuse',
    contract: 'search-unreadable',
    text: 'A query that is no KQL is refused, or searched for its words.',
  },
  {
    name: 'emptyQuery',
    values: ['everything', 'refuse'],
    default: 'everything',
    strict: 'refuse',
    contract: 'search-empty',
    text: 'A query without words finds everything.',
  },
  {
    name: 'unknownRestriction',
    values: ['nothing', 'refuse'],
    default: 'nothing',
    strict: 'refuse',
    contract: 'search-unknown-restriction',
    text: 'A restriction on a property that no connection can query finds nothing.',
  },
  {
    name: 'unknownContentSource',
    values: ['nothing', 'refuse'],
    default: 'nothing',
    strict: 'refuse',
    contract: 'search-sources',
    text: 'A content source that does not exist adds nothing to a search.',
  },
] as const satisfies readonly Switch[]
