import type { Endpoint } from './entry'

/** The older authority (v1), which has resources instead of scopes. */
export const olderEndpoints: Record<string, Endpoint> = {
  'GET /:tenant/.well-known/openid-configuration': {
    text: 'Discovery',
    standing: 'documented',
    contract: 'authority-v1',
    sources: ['E4'],
    test: 'authority/older.test.ts › the document of the older authority names its endpoints and its issuer',
  },
  'GET /:tenant/discovery/keys': {
    text: 'Keys that verify tokens',
    standing: 'documented',
    contract: 'authority-v1',
    sources: ['E4'],
    test: 'authority/older.test.ts › the document of the older authority names its endpoints and its issuer',
  },
  'GET /:tenant/oauth2/authorize': {
    text: 'The sign-in page, for a resource',
    standing: 'documented',
    contract: 'authority-v1',
    sources: ['E4', 'C5'],
    test: 'authority/older.test.ts › somebody signs in for a resource, and the code is good at either token endpoint',
  },
  'POST /:tenant/oauth2/authorize': {
    text: 'An account is picked',
    standing: 'documented',
    contract: 'authority-v1',
    sources: ['E4', 'C5'],
    test: 'authority/older.test.ts › somebody signs in for a resource, and the code is good at either token endpoint',
  },
  'POST /:tenant/oauth2/token': {
    text: 'Tokens for a resource',
    standing: 'documented',
    contract: 'authority-v1',
    sources: ['E4'],
    test: 'authority/older.test.ts › an app names a resource, and is answered in strings',
  },
  'POST /:tenant/oauth2/devicecode': {
    text: 'A code to be entered elsewhere',
    standing: 'documented',
    contract: 'authority-v1',
    sources: ['E4'],
    test: 'authority/older.test.ts › a device code is had for a resource',
  },
  'GET /:tenant/oauth2/logout': {
    text: 'Signs out',
    standing: 'documented',
    contract: 'authority-v1',
    sources: ['E4'],
    test: 'authority/session.test.ts › signing out ends the session and returns to a registered address only',
  },
  'POST /:tenant/oauth2/logout': {
    text: 'Signs out',
    standing: 'documented',
    contract: 'authority-v1',
    sources: ['E4'],
    test: 'authority/session.test.ts › signing out ends the session and returns to a registered address only',
  },
}
