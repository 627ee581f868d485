'use client'

import { TextArea, TextField } from '@/components/ui/text-field'
import type { PostgresDraft } from './postgres-draft'

/** The settings of a PostgreSQL query. */
export function PostgresFields({
  draft,
  hasSecret,
  readOnly,
  onChange,
}: {
  draft: PostgresDraft
  /** Whether a connection string is kept, which is never shown. */
  hasSecret: boolean
  readOnly: string | null
  onChange: (draft: PostgresDraft) => void
}) {
  const text = (name: keyof PostgresDraft) => ({
    value: draft[name],
    readOnly: readOnly !== null,
    onChange: (value: string) => onChange({ ...draft, [name]: value }),
  })
  return (
    <div className="grid gap-4">
      <TextField
        label="Connection string"
        type="password"
        autoComplete="off"
        maxLength={4_000}
        placeholder={
          hasSecret ? 'Kept. Type to replace it.' : 'postgresql://reader:password@db.contoso.com/hr'
        }
        description="It is sealed, and never shown again. Use an account that may only read."
        {...text('connectionString')}
      />
      <TextArea
        label="Query"
        mono
        rows={6}
        required
        maxLength={50_000}
        placeholder="select id, title, url, changed_at from tickets order by id"
        description="One statement that reads. It runs in a transaction that can only read."
        {...text('query')}
      />
      <div className="max-w-60">
        <TextField
          label="Seconds for one step, at most"
          inputMode="numeric"
          maxLength={4}
          {...text('timeoutSeconds')}
        />
      </div>
    </div>
  )
}
