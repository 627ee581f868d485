import type { HttpConfig, HttpCredentials, HttpPaging } from '@/lib/model/sync/http-source'
import type { SourceSettings } from '@/lib/model/sync/source'

/** The settings of a JSON API as they are typed: every field is a text until it is sent. */
export interface HttpDraft {
  url: string
  method: HttpConfig['method']
  headers: string
  query: string
  body: string
  credentials: HttpCredentials['kind']
  username: string
  place: 'header' | 'query'
  keyName: string
  tokenUrl: string
  clientId: string
  scope: string
  secret: string
  path: string
  paging: HttpPaging['kind']
  pagingPath: string
  parameter: string
  first: '0' | '1'
  perSecond: string
}

const empty: HttpDraft = {
  url: '',
  method: 'GET',
  headers: '',
  query: '',
  body: '',
  credentials: 'none',
  username: '',
  place: 'header',
  keyName: '',
  tokenUrl: '',
  clientId: '',
  scope: '',
  secret: '',
  path: '',
  paging: 'none',
  pagingPath: '',
  parameter: '',
  first: '1',
  perSecond: '5',
}

export function httpDraftOf(settings: SourceSettings | undefined): HttpDraft {
  if (settings?.kind !== 'http') return empty
  const { url, method, body, path, perSecond, credentials, paging, ...lists } = settings.config
  const known = { url, method, body, path, perSecond: String(perSecond) }
  const draft = { ...empty, ...known, headers: linesOf(lists.headers), query: linesOf(lists.query) }
  draft.credentials = credentials.kind
  if (credentials.kind === 'basic') draft.username = credentials.username
  if (credentials.kind === 'apiKey')
    Object.assign(draft, { place: credentials.place, keyName: credentials.name })
  if (credentials.kind === 'oauth2') {
    const { tokenUrl, clientId, scope } = credentials
    Object.assign(draft, { tokenUrl, clientId, scope })
  }
  draft.paging = paging.kind
  if ('path' in paging) draft.pagingPath = paging.path
  if ('parameter' in paging) draft.parameter = paging.parameter
  if (paging.kind === 'page') draft.first = paging.first === 0 ? '0' : '1'
  return draft
}

/** What is sent: the server says what is wrong about it. */
export function httpSettings(draft: HttpDraft) {
  const { url, method, body, path, secret } = draft
  return {
    source: {
      kind: 'http' as const,
      config: {
        url: url.trim(),
        method,
        body,
        path,
        headers: pairsOf(draft.headers),
        query: pairsOf(draft.query),
        credentials: credentialsOf(draft),
        paging: pagingOf(draft),
        perSecond: Number(draft.perSecond),
      },
    },
    secrets: secret === '' ? {} : { credential: secret },
  }
}

function credentialsOf(draft: HttpDraft): HttpCredentials {
  const { credentials: kind, username, place, keyName: name, tokenUrl, clientId, scope } = draft
  switch (kind) {
    case 'basic':
      return { kind, username }
    case 'apiKey':
      return { kind, place, name }
    case 'oauth2':
      return { kind, tokenUrl, clientId, scope }
    default:
      return { kind }
  }
}

function pagingOf({ paging: kind, pagingPath: path, parameter, first }: HttpDraft): HttpPaging {
  switch (kind) {
    case 'nextLink':
      return { kind, path }
    case 'cursor':
      return { kind, path, parameter }
    case 'page':
      return { kind, parameter, first: Number(first) }
    case 'offset':
      return { kind, parameter }
    default:
      return { kind }
  }
}

const linesOf = (pairs: readonly { name: string; value: string }[]) =>
  pairs.map(({ name, value }) => `${name}: ${value}`).join('\n')

/** One for each line, `name: value`. */
const pairsOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const colon = line.indexOf(':')
      return colon < 0
        ? { name: line.trim(), value: '' }
        : { name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() }
    })
