'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import type { SourceHolds, SourceSettings } from '@/lib/model/sync/source'
import { unwrap } from '@/lib/web/fetch'
import { saveSource, testSource } from './actions'
import { type DatabaseDraft, databaseDraftOf, databaseSettings } from './database-draft'
import { DatabaseFields } from './database-fields'
import { FirstRows } from './first-rows'
import { type HttpDraft, httpDraftOf, httpSettings } from './http-draft'
import { HttpFields } from './http-fields'
import type { FileRow } from './preview'

export interface SavedSource {
  settings: SourceSettings
  name: string
  fields: string[]
  hasSecrets: boolean
}

type Input = { connectionId: string } & (
  | ReturnType<typeof httpSettings>
  | ReturnType<typeof databaseSettings>
)
type Save = (input: Input) => ReturnType<typeof saveSource>

const notes = {
  http: 'A JSON API, asked by the console',
  postgres: 'A query of a PostgreSQL database',
  mysql: 'A query of a MySQL or MariaDB database',
}

/** Sets up a source that is asked for its records: tried first, and saved only if it can be read. */
export function RemoteSourceCard({
  connectionId,
  kind,
  source,
  rows,
  readOnly,
  holds = 'items',
  save: send = saveSource,
}: {
  connectionId: string
  kind: 'http' | 'postgres' | 'mysql'
  /** The saved source, if it is of this kind. */
  source: SavedSource | null
  /** Its first records when it was saved. */
  rows: FileRow[]
  readOnly: string | null
  /** What its rows are, and what saves it. */
  holds?: SourceHolds
  save?: Save
}) {
  const router = useRouter()
  const [http, setHttp] = useState<HttpDraft>(() => httpDraftOf(source?.settings))
  const [database, setDatabase] = useState<DatabaseDraft>(() => databaseDraftOf(source?.settings))
  const input = () => ({
    connectionId,
    ...(kind === 'http' ? httpSettings(http) : databaseSettings(kind, database)),
  })
  const test = useMutation({ mutationFn: () => unwrap(testSource({ ...input(), holds })) })
  const save = useMutation({
    mutationFn: () => unwrap(send(input())),
    onSuccess: () => {
      setHttp((draft) => ({ ...draft, secret: '' }))
      setDatabase((draft) => ({ ...draft, connectionString: '' }))
      router.refresh()
    },
  })
  const failed = problemOf(save.error ?? test.error)
  const shown = test.data ?? (source && { records: rows, fields: source.fields })

  return (
    <Card title="1. Data" note={notes[kind]}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (!save.isPending) save.mutate()
        }}
      >
        {kind === 'http' ? (
          <HttpFields
            draft={http}
            hasSecret={source?.hasSecrets ?? false}
            readOnly={readOnly}
            onChange={setHttp}
          />
        ) : (
          <DatabaseFields
            kind={kind}
            draft={database}
            hasSecret={source?.hasSecrets ?? false}
            readOnly={readOnly}
            onChange={setDatabase}
          />
        )}
        <div className="flex flex-wrap gap-2">
          <Button
            pending={test.isPending}
            disabledReason={readOnly}
            onClick={() => {
              save.reset()
              test.mutate()
            }}
          >
            Test
          </Button>
          <Button look="primary" type="submit" pending={save.isPending} disabledReason={readOnly}>
            Save source
          </Button>
        </div>
        {failed && (
          <ProblemNote
            problem={failed}
            title={save.error ? 'The source was not saved.' : 'The source cannot be read.'}
          />
        )}
        {shown && (
          <div className="grid gap-2">
            <p role="status" className="text-sm text-muted">
              {test.data
                ? `It can be read. The first ${shown.records.length} records have ${shown.fields.length} fields.`
                : 'The first records when it was saved'}
            </p>
            {shown.records.length > 0 && <FirstRows columns={shown.fields} rows={shown.records} />}
          </div>
        )}
      </form>
    </Card>
  )
}
