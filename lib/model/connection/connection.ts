import { z } from 'zod'
import { ConnectionId } from './id'

export const ContentCategory = z.enum(
  [
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
  ],
  'Choose one of the listed categories.',
)
export type ContentCategory = z.infer<typeof ContentCategory>

export const categoryTitles: Record<ContentCategory, string> = {
  uncategorized: 'Uncategorized',
  knowledgeBase: 'Knowledge base',
  wikis: 'Wikis',
  fileRepository: 'Files',
  qna: 'Questions and answers',
  crm: 'Customers (CRM)',
  dashboard: 'Dashboards',
  people: 'People data',
  media: 'Media',
  email: 'Email',
  messaging: 'Messages',
  meetingTranscripts: 'Meeting transcripts',
  taskManagement: 'Tasks and tickets',
  learningManagement: 'Learning',
}

export const ConnectionState = z.enum(['draft', 'ready', 'obsolete', 'limitExceeded', 'unknownFutureValue'])
export type ConnectionState = z.infer<typeof ConnectionState>

/**
 * Graph's `externalConnection` as it answers it (docs/graph-contract.md#resource-shapes); members we do not
 * know are kept.
 */
export const ExternalConnection = z.looseObject({
  id: z.string(),
  name: z.string(),
  description: z.string().nullish(),
  state: ConnectionState.catch('unknownFutureValue'),
  contentCategory: z.string().nullish(),
  configuration: z.looseObject({ authorizedAppIds: z.array(z.string()).nullish() }).nullish(),
})
export type ExternalConnection = z.infer<typeof ExternalConnection>

/**
 * What a new connection needs (docs/graph-contract.md#connection-description). Graph publishes no limit for
 * the description; 1,000 is ours.
 */
export const NewConnection = z.object({
  id: ConnectionId,
  name: z
    .string('Enter a name.')
    .trim()
    .min(1, 'Enter a name.')
    .max(128, 'Use at most 128 characters for the name.'),
  description: z
    .string('Enter a description.')
    .trim()
    .min(1, 'Enter a description: Copilot reads it to learn what is in here.')
    .max(1000, 'Use at most 1,000 characters for the description.'),
  contentCategory: ContentCategory,
})
export type NewConnection = z.infer<typeof NewConnection>

/** Id and category cannot change after creation. */
export const ConnectionUpdate = NewConnection.pick({ name: true, description: true })
export type ConnectionUpdate = z.infer<typeof ConnectionUpdate>

/** What may be wrong with a connection without being refused. */
export function connectionWarnings(
  draft: Partial<NewConnection>,
): { field: keyof NewConnection; message: string }[] {
  const length = draft.description?.trim().length ?? 0
  if (length <= 500 || length > 1000) return []
  const message = `A description of ${length} characters is long; Graph publishes no limit, up to 500 is safe.`
  return [{ field: 'description', message }]
}

export type ContentKind = 'content' | 'people'

/** People data goes to profiles, everything else to the index. The category of a connection never changes. */
export const contentKind = (connection: { contentCategory?: string | null }): ContentKind =>
  connection.contentCategory === 'people' ? 'people' : 'content'
