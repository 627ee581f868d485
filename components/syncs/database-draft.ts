import type { SourceSettings } from '@/lib/model/sync/source'

export interface DatabaseDraft {
  connectionString: string
  query: string
  timeoutSeconds: string
}

export function databaseDraftOf(settings: SourceSettings | undefined): DatabaseDraft {
  const config = settings?.kind === 'postgres' || settings?.kind === 'mysql' ? settings.config : undefined
  return {
    connectionString: '',
    query: config?.query ?? '',
    timeoutSeconds: String(config?.timeoutSeconds ?? 300),
  }
}

/** What is sent: the server says what is wrong about it. */
export const databaseSettings = (
  kind: 'postgres' | 'mysql',
  { connectionString, query, timeoutSeconds }: DatabaseDraft,
) => ({
  source: { kind, config: { query, timeoutSeconds: Number(timeoutSeconds) } },
  secrets: connectionString === '' ? {} : { connectionString },
})
