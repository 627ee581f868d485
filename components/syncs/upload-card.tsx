'use client'

import { FileUp } from 'lucide-react'
import { useEffect, useEffectEvent, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { Progress } from '@/components/ui/progress'
import { RelativeTime } from '@/components/ui/relative-time'
import { useDrop } from '@/components/ui/use-drop'
import { countText, numberText, sizeText } from '@/lib/model/number-text'
import { encodings, typeNames } from '@/lib/model/sync/file-encodings'
import type { UploadView } from '@/lib/model/sync/upload'
import { FileFormatFields } from './parts'
import type { FileRow } from './preview'
import type { Sample, Upload } from './use-upload'

/** The file that the next sync reads, and the way to replace it. */
export function UploadCard({
  connectionId,
  upload,
  send,
  sample,
  rows,
  maxBytes,
  disabledReason,
}: {
  connectionId: string
  upload: UploadView | null
  send: Upload
  /** Null when there is none to try it out with. */
  sample: Sample | null
  /** The first of its rows. */
  rows: FileRow[]
  /** How large a file may be. */
  maxBytes: number
  disabledReason: string | null
}) {
  const input = useRef<HTMLInputElement>(null)
  const problem = problemOf(send.error)
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (file && !disabledReason && !send.isPending) send.mutate(file)
    if (input.current) input.current.value = ''
  }
  const drop = useDrop(({ files }) => take(files))
  // A file that was chosen before hydration.
  const early = useEffectEvent(() => take(input.current?.files ?? null))
  useEffect(() => early(), [])

  return (
    <Card title="1. Data" note="A file of CSV, JSON or JSON lines, packed with gzip or not">
      <div
        className={`grid gap-3 rounded-md border border-dashed p-4 ${drop.over ? 'border-accent bg-accent-soft' : 'border-line-strong'}`}
        {...drop.props}
      >
        <div className="flex flex-wrap items-center gap-3">
          <FileUp className="size-5 flex-none text-faint" aria-hidden />
          <div className="min-w-0 flex-1 basis-48">
            {upload ? <Current upload={upload} /> : <None maxBytes={maxBytes} hasSample={sample !== null} />}
          </div>
          {!upload && sample && (
            <Button
              disabledReason={disabledReason}
              pending={send.isPending && send.variables === sample}
              onClick={() => !send.isPending && send.mutate(sample)}
            >
              Use the sample
            </Button>
          )}
          <Button
            look={upload ? 'plain' : 'primary'}
            disabledReason={disabledReason}
            pending={send.isPending && send.variables !== sample}
            onClick={() => input.current?.click()}
          >
            {upload ? 'Replace file' : 'Choose file'}
          </Button>
          {send.isPending && <Button onClick={send.cancel}>Cancel</Button>}
        </div>
        {send.isPending && (
          <Progress
            label="Upload"
            value={send.sent}
            max={1}
            text={send.sent < 1 ? `${Math.floor(send.sent * 100)} % sent` : 'Sent; every row is being read …'}
          />
        )}
        <input
          ref={input}
          type="file"
          accept=".csv,.tsv,.txt,.json,.ndjson,.jsonl,.gz,text/csv,application/json,application/gzip"
          className="sr-only"
          tabIndex={-1}
          aria-label="Data file"
          onChange={(event) => take(event.target.files)}
        />
      </div>
      {upload && (
        <FileFormatFields
          key={`${upload.id} ${JSON.stringify(upload.format)}`}
          connectionId={connectionId}
          upload={upload}
          rows={rows}
          disabledReason={disabledReason}
        />
      )}
      {problem && (
        <div className="mt-3">
          <ProblemNote problem={problem} title="The file was not taken." />
        </div>
      )}
    </Card>
  )
}

function Current({ upload }: { upload: UploadView }) {
  return (
    <>
      <p className="font-medium [overflow-wrap:anywhere]">{upload.fileName}</p>
      <p className="text-sm text-muted">
        {countText(upload.rows, 'row')}, {countText(upload.columns.length, 'column')}, {sizeText(upload.size)}
        , {typeNames[upload.format.type]} in {encodings[upload.format.encoding]}, uploaded{' '}
        <RelativeTime at={upload.uploadedAt} /> by {upload.uploadedBy}
      </p>
    </>
  )
}

function None({ maxBytes, hasSample }: { maxBytes: number; hasSample: boolean }) {
  return (
    <>
      <p className="font-medium">Drop a file here, or choose one</p>
      <p className="text-sm text-muted">
        Up to {numberText(maxBytes / 1_000_000)} MB of CSV, JSON or JSON lines.
        {hasSample && ' The sample is a small file to try it out with.'}
      </p>
    </>
  )
}
