import type { SourceSettings } from '@/lib/model/sync/source'

export interface PostgresDraft {
  connectionString: string
  query: string
  timeoutSeconds: string
}

export function postgresDraftOf(settings: SourceSettings | undefined): PostgresDraft {
  const config = settings?.kind === 'postgres' ? settings.config : undefined
  return {
    connectionString: '',
    query: config?.query ?? '',
    timeoutSeconds: String(config?.timeoutSeconds ?? 300),
  }
}

/** What is sent: the server says what is wrong about it. */
export const postgresSettings = ({ connectionString, query, timeoutSeconds }: PostgresDraft) => ({
  source: { kind: 'postgres' as const, config: { query, timeoutSeconds: Number(timeoutSeconds) } },
  secrets: connectionString === '' ? {} : { connectionString },
})
