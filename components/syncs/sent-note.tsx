import { Note } from '@/components/ui/note'
import { numberText } from '@/lib/model/number-text'
import type { SentRecord } from '@/lib/model/sync/command'

/** The results of several records that were sent. */
export function SentNote({ sent, failures }: { sent: number; failures: readonly SentRecord[] }) {
  if (failures.length === 0) return <Note tone="ok" role="status" title={`${numberText(sent)} sent.`} />
  return (
    <Note
      tone="warn"
      role="status"
      title={`${numberText(sent)} sent, ${numberText(failures.length)} failed again.`}
    >
      {failures
        .slice(0, 5)
        .map(({ row, message }) => `Row ${row}: ${message}`)
        .join(' ')}
    </Note>
  )
}
