import { expect, test } from 'vitest'
import { httpDraftOf, httpSettings } from '@/components/syncs/http-draft'
import { HttpConfig } from '@/lib/model/sync/http-source'

const credentials = ['none', 'bearer', 'basic', 'apiKey', 'oauth2'] as const
const pagings = ['none', 'nextLink', 'cursor', 'page', 'offset', 'linkHeader'] as const

test.each(credentials.flatMap((kind) => pagings.map((paging) => [kind, paging] as const)))(
  'an API with %s and pages by %s is typed, sent and shown again as it was',
  (kind, paging) => {
    const draft = {
      ...httpDraftOf(undefined),
      url: 'https://api.contoso.com/items',
      credentials: kind,
      paging,
      username: kind === 'basic' ? 'reader' : '',
      keyName: kind === 'apiKey' ? 'X-Key' : '',
      tokenUrl: kind === 'oauth2' ? 'https://login.contoso.com/token' : '',
      clientId: kind === 'oauth2' ? 'console' : '',
      pagingPath: paging === 'nextLink' || paging === 'cursor' ? 'meta.next' : '',
      parameter: ['cursor', 'page', 'offset'].includes(paging) ? 'from' : '',
      query: 'q: a: b',
      headers: 'X-Tenant: contoso',
    }

    const { source } = httpSettings(draft)

    expect(httpDraftOf({ kind: 'http', config: HttpConfig.parse(source.config) })).toEqual(draft)
  },
)
