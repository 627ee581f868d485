import { z } from 'zod'

export const ContentCategory = z.enum([
  'uncategorized',
  'knowledgeBase',
  'wikis',
  'fileRepository',
  'qna',
  'crm',
  'dashboard',
  'people',
  'media',
  'email',
  'messaging',
  'meetingTranscripts',
  'taskManagement',
  'learningManagement',
])
export type ContentCategory = z.infer<typeof ContentCategory>

export const ConnectionState = z.enum(['draft', 'ready', 'obsolete', 'limitExceeded', 'unknownFutureValue'])
export type ConnectionState = z.infer<typeof ConnectionState>

/** Graph's `externalConnection` as it answers it (CONTRACT 3); members we do not know are kept. */
export const ExternalConnection = z.looseObject({
  id: z.string(),
  name: z.string(),
  description: z.string().nullish(),
  state: ConnectionState.catch('unknownFutureValue'),
  contentCategory: z.string().nullish(),
  configuration: z
    .looseObject({ authorizedAppIds: z.array(z.string()).nullish() })
    .nullish(),
})
export type ExternalConnection = z.infer<typeof ExternalConnection>
