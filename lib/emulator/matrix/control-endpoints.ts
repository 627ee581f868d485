/** The control API under `/_emulator/`. Nothing of it is Graph's, so it has no standing. */
export const controlEndpoints: Record<string, { text: string; test: string }> = {
  'GET state': {
    text: 'All that the tenant holds, except items',
    test: 'control/control.test.ts › items are shown as stored, page by page',
  },
  'GET items': {
    text: 'Items as stored: `connectionId`, `top`, `skip`',
    test: 'control/control.test.ts › items are shown as stored, page by page',
  },
  'GET groups': {
    text: 'External groups with their members as stored, which Graph lists nowhere: `connectionId`, `top`, `skip`',
    test: 'control/control.test.ts › external groups are shown with their members, page by page',
  },
  'GET ignoredValues': {
    text: 'What people items say and no profile takes, with the reason: `connectionId`, `itemId`, `top`',
    test: 'control/control.test.ts › ignored people values are told with the reason',
  },
  'GET profiles/:': {
    text: 'The composed profile of a user, by principal name or id, with where each value is from',
    test: 'control/control.test.ts › a composed profile tells where each value is from',
  },
  'GET requests': {
    text: 'The last requests with their bodies, without secrets: `last`',
    test: 'control/control.test.ts › the log keeps the last requests with their bodies, without what is secret',
  },
  'DELETE requests': {
    text: 'Forgets them',
    test: 'control/control.test.ts › the log tells why no token was given, and keeps no secret',
  },
  'GET inFlight': {
    text: 'How many requests were in flight by app and connection: `requests`, `now`, `most`, `mean`, `refused`',
    test: 'kernel/in-flight.test.ts › what is in flight is counted by the server, and counted anew when told',
  },
  'DELETE inFlight': {
    text: 'Counts anew',
    test: 'kernel/in-flight.test.ts › what is in flight is counted by the server, and counted anew when told',
  },
  'POST reset': {
    text: 'Back to what the tenant began with, or `{ "seed": "demo" }` or `"empty"`',
    test: 'control/control.test.ts › a reset leaves what was seeded, and the tokens that are out',
  },
  'POST seed': {
    text: 'Adds `users`, `directoryGroups` (with `members`), `apps` (with what they are granted), `connections` (with `schema`, `groups`, `items`, `state`, `ownerAppId`), `profileSources` and `prioritizedSourceUrls`, all or nothing',
    test: 'control/control.test.ts › a seed document fills the tenant at once',
  },
  'GET clock': {
    text: 'The time of the tenant',
    test: 'control/control.test.ts › the clock can be set and read',
  },
  'POST clock': {
    text: 'Moves it: `{ "advanceMs": 60000 }`, or sets it: `{ "now": "2027-01-31T08:00:00Z" }`',
    test: 'control/control.test.ts › the clock moves forward and nothing else has to wait',
  },
  'GET settings': {
    text: 'Settings and switches',
    test: 'control/control.test.ts › settings can be changed while it runs',
  },
  'POST settings': {
    text: 'Turns some of them',
    test: 'control/control.test.ts › settings can be changed while it runs',
  },
  'GET faults': {
    text: 'The script, with what it met',
    test: 'faults/faults.test.ts › a whole script takes the place of the one before, and tells what it met',
  },
  'POST faults': {
    text: 'Takes a script, or adds a list of faults',
    test: 'faults/faults.test.ts › a whole script takes the place of the one before, and tells what it met',
  },
  'DELETE faults': {
    text: 'No more faults',
    test: 'faults/faults.test.ts › a whole script takes the place of the one before, and tells what it met',
  },
  'POST failNextSchema': {
    text: 'Lets the next schema operation fail: `{ "code": "…", "message": "…" }`',
    test: 'control/control.test.ts › the next schema operation can be told to fail',
  },
  'POST connections/:/state': {
    text: 'Forces a state: `{ "state": "obsolete" }`, `"limitExceeded"`, or `null`',
    test: 'control/control.test.ts › a connection can be put into a state and out of it',
  },
  'POST operations/:/end': {
    text: 'Ends an operation now, as completed or with `{ "error": { "message": "…" } }`',
    test: 'faults/faults.test.ts › a schema operation can be stuck until it is ended by hand',
  },
  'POST apps/:/federatedIdentityCredentials': {
    text: 'Trusts tokens of another authority: `{ "name": "pipeline", "issuer": "https://…", "subject": "…" }`',
    test: 'authority/federation.test.ts › a token of an issuer that the app trusts gets a token of the app',
  },
  'POST apps/:/certificates': {
    text: 'Registers a certificate: `{ "pem": "…" }`',
    test: 'authority/client-credentials.test.ts › a registered certificate gets a token: %o',
  },
  'GET snapshot': {
    text: 'The whole tenant as an SQLite file',
    test: 'control/control.test.ts › a snapshot brings back all that the tenant held',
  },
  'POST snapshot': {
    text: 'Puts such a file in its place',
    test: 'control/control.test.ts › a snapshot brings back all that the tenant held',
  },
}
