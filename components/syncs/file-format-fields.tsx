'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Note } from '@/components/ui/note'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { numberText } from '@/lib/model/number-text'
import { encodings, typeNames } from '@/lib/model/sync/file-encodings'
import type { Encoding, FormatChoice } from '@/lib/model/sync/file-format'
import type { UploadView } from '@/lib/model/sync/upload'
import { unwrap } from '@/lib/web/fetch'
import { chooseFormat } from './actions'
import { FirstRows } from './first-rows'
import type { FileRow } from './preview'

const types = Object.entries(typeNames).map(([value, label]) => ({ value, label })) as {
  value: 'csv'
  label: string
}[]
const allEncodings = Object.entries(encodings).map(([value, label]) => ({ value, label })) as {
  value: Encoding
  label: string
}[]
const delimiters = [
  { value: ',', label: 'Comma' },
  { value: ';', label: 'Semicolon' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Vertical bar' },
] as const
const quotes = [
  { value: '"', label: 'Double quote' },
  { value: "'", label: 'Single quote' },
  { value: '', label: 'Nothing is quoted' },
] as const

/** How the bytes of the file are read, as it was found out or said, with the first rows that come of it. */
export function FileFormatFields({
  connectionId,
  upload,
  rows,
  disabledReason,
}: {
  connectionId: string
  upload: UploadView
  rows: FileRow[]
  disabledReason: string | null
}) {
  const router = useRouter()
  const [choice, setChoice] = useState<FormatChoice>({})
  const format = { ...upload.format, ...choice }
  const read = useMutation({
    mutationFn: (wanted: FormatChoice) =>
      unwrap(chooseFormat({ connectionId, uploadId: upload.id, choice: wanted })),
    onSuccess: () => router.refresh(),
  })
  const problem = problemOf(read.error)
  const set = (change: FormatChoice) => setChoice({ ...choice, ...change })
  const shared = { disabled: disabledReason !== null, title: disabledReason ?? undefined }
  const changed = Object.keys(choice).length > 0

  return (
    <div className="mt-3 grid gap-3">
      {upload.badRows > 0 && (
        <Note
          tone="warn"
          title={`${numberText(upload.badRows)} of ${numberText(upload.rows)} rows cannot be read and will not be sent.`}
        >
          <ul>
            {upload.problems.map(({ message }) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </Note>
      )}
      <details open={upload.badRows > 0} className="rounded-md border border-line px-3 py-2">
        <summary className="cursor-pointer">How the file is read</summary>
        <div className="grid gap-3 pt-3">
          <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
            <Select
              label="Type"
              value={format.type}
              options={types}
              {...shared}
              onChange={(type) => set({ type })}
            />
            <Select
              label="Encoding"
              value={format.encoding}
              options={allEncodings}
              {...shared}
              onChange={(encoding) => set({ encoding })}
            />
            {format.type === 'csv' && (
              <>
                <Select
                  label="Delimiter"
                  value={delimiters.find(({ value }) => value === format.delimiter)?.value ?? ''}
                  placeholder={format.delimiter}
                  options={delimiters}
                  {...shared}
                  onChange={(delimiter) => set({ delimiter })}
                />
                <Select
                  label="Quote"
                  value={quotes.find(({ value }) => value === format.quote)?.value ?? '"'}
                  options={quotes}
                  {...shared}
                  onChange={(quote) => set({ quote })}
                />
              </>
            )}
            {format.type === 'json' && (
              <TextField
                label="Path of the records"
                mono
                maxLength={500}
                placeholder="data.items"
                description="Empty: the first list in the file."
                value={format.path}
                readOnly={disabledReason !== null}
                onChange={(path) => set({ path })}
              />
            )}
          </div>
          {problem && <ProblemNote problem={problem} title="The file cannot be read so." />}
          <div className="flex flex-wrap gap-2">
            <Button
              pending={read.isPending}
              disabledReason={disabledReason ?? (changed ? null : 'Nothing was changed.')}
              onClick={() => read.mutate({ ...upload.choice, ...choice })}
            >
              Read it so
            </Button>
            {Object.keys(upload.choice).length > 0 && (
              <Button disabledReason={disabledReason} onClick={() => !read.isPending && read.mutate({})}>
                Find it out again
              </Button>
            )}
          </div>
          <FirstRows columns={upload.columns} rows={rows} />
        </div>
      </details>
    </div>
  )
}
