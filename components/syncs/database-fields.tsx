'use client'

import { TextArea, TextField } from '@/components/ui/text-field'
import type { DatabaseDraft } from './database-draft'

const schemes = { postgres: 'postgresql', mysql: 'mysql' }
/** PostgreSQL gives a query out in steps, MySQL all at once. */
const limits = { postgres: 'Seconds for one step, at most', mysql: 'Seconds for all of it, at most' }

/** The settings of a query of a database. */
export function DatabaseFields({
  kind,
  draft,
  hasSecret,
  readOnly,
  onChange,
}: {
  kind: 'postgres' | 'mysql'
  draft: DatabaseDraft
  /** Whether a connection string is kept, which is never shown. */
  hasSecret: boolean
  readOnly: string | null
  onChange: (draft: DatabaseDraft) => void
}) {
  const text = (name: keyof DatabaseDraft) => ({
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
          hasSecret ? 'Kept. Type to replace it.' : `${schemes[kind]}://reader:password@db.contoso.com/hr`
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
        <TextField label={limits[kind]} inputMode="numeric" maxLength={4} {...text('timeoutSeconds')} />
      </div>
    </div>
  )
}
