import { Chip, type Tone } from '@/components/ui/chip'
import { CopyButton } from '@/components/ui/copy-button'
import { numberText } from '@/lib/model/number-text'
import type { RecordTrace, StepOutcome } from '@/lib/model/sync/command'
import { outcomeWords, stepWords } from '@/lib/model/sync/trace-words'

const tones: Record<StepOutcome, Tone> = { ok: 'ok', warn: 'warn', failed: 'bad', skipped: 'info' }

/** One record on its way to Graph, step by step. */
export function TraceList({ trace }: { trace: RecordTrace }) {
  return (
    <ol aria-label="Steps" className="grid divide-y divide-line rounded-md border border-line">
      {trace.steps.map(({ name, outcome, ms, text, graphRequestId }) => (
        <li key={name} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-3 py-2">
          <span className="w-48 font-medium">{stepWords[name]}</span>
          <Chip tone={tones[outcome]}>{outcomeWords[outcome]}</Chip>
          <span className="ml-auto text-sm text-muted tabular-nums sm:order-last">
            {outcome === 'skipped' ? '' : `${numberText(ms)} ms`}
          </span>
          <span className="min-w-0 basis-full text-sm [overflow-wrap:anywhere] sm:flex-1 sm:basis-0">
            {text}
            {graphRequestId && (
              <span className="flex items-center gap-1 font-mono text-xs text-muted">
                {graphRequestId}
                <CopyButton label="Copy the request id" text={graphRequestId} />
              </span>
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}
