import { z } from 'zod'

const Name = z.string().trim().min(1).max(200)
const Path = z.string().trim().max(500)
const Pair = z.object({ name: Name, value: z.string().max(4_000) })
const HeaderName = Name.regex(/^[!#$%&'*+.^_`|~\w-]+$/, 'This is no name of a header.')
/** Secrets belong to the credentials, which are sealed, and the connection is not for an admin to change. */
const ownHeaders =
  /^(authorization|proxy-authorization|cookie|host|content-length|transfer-encoding|connection|upgrade|expect)$/i
const HeaderPair = Pair.extend({
  name: HeaderName.refine(
    (name) => !ownHeaders.test(name),
    'This header cannot be set here. For a secret choose credentials.',
  ),
  value: z
    .string()
    .max(4_000)
    .regex(/^[\t\x20-\x7e]*$/, 'A header has plain characters only.'),
})
const Address = z
  .url({ protocol: /^https?$/, error: 'Type an address such as https://api.contoso.com/items.' })
  .max(2_000)

const Credentials = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('bearer') }),
  z.object({ kind: z.literal('basic'), username: z.string().min(1).max(500) }),
  z.object({ kind: z.literal('apiKey'), place: z.enum(['header', 'query']), name: HeaderName }),
  z.object({
    kind: z.literal('oauth2'),
    tokenUrl: Address,
    clientId: z.string().min(1).max(500),
    scope: z.string().max(2_000).default(''),
  }),
])
export type HttpCredentials = z.infer<typeof Credentials>

const Paging = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  /** The answer holds the address of the next page. */
  z.object({ kind: z.literal('nextLink'), path: Path.min(1) }),
  /** The answer holds what to send for the next page. */
  z.object({ kind: z.literal('cursor'), path: Path.min(1), parameter: Name }),
  z.object({ kind: z.literal('page'), parameter: Name, first: z.number().int().min(0).max(1) }),
  z.object({ kind: z.literal('offset'), parameter: Name }),
  /** The header `Link` with rel="next". */
  z.object({ kind: z.literal('linkHeader') }),
])
export type HttpPaging = z.infer<typeof Paging>

/** A JSON API that answers with records. */
export const HttpConfig = z.object({
  url: Address,
  method: z.enum(['GET', 'POST']).default('GET'),
  headers: z.array(HeaderPair).max(30).default([]),
  query: z.array(Pair).max(50).default([]),
  body: z.string().max(20_000).default(''),
  credentials: Credentials.default({ kind: 'none' }),
  /** Where the list of records is in an answer, like `data.items`; empty when the answer is the list. */
  path: Path.default(''),
  paging: Paging.default({ kind: 'none' }),
  mostPages: z.number().int().min(1).max(100_000).default(10_000),
  /** How many requests a second it is asked at most. */
  perSecond: z.number().min(0.01).max(100).default(5),
  /** How to ask only for what changed: the field that tells when, and the parameter that asks for later ones. */
  changes: z.object({ field: Name, parameter: Name }).optional(),
})
export type HttpConfig = z.infer<typeof HttpConfig>
