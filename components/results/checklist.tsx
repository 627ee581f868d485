import { ExternalLink } from 'lucide-react'
import { Card } from '@/components/ui/card'
import { Chip, type Tone } from '@/components/ui/chip'
import { RelativeTime } from '@/components/ui/relative-time'
import {
  type Confirmation,
  freshDays,
  linksCompared,
  type Standing,
  type Step,
  staleFrom,
  standing,
  steps,
} from '@/lib/model/results/checklist'
import { StepButtons } from './step-buttons'

const words: Record<Standing, { tone: Tone; word: string }> = {
  open: { tone: 'info', word: 'Not checked' },
  confirmed: { tone: 'ok', word: 'Checked' },
  stale: { tone: 'warn', word: 'Check again' },
}

/** What only the Microsoft 365 admin center can set and no API can read: somebody looks, and says so. */
export function Checklist({
  connectionId,
  confirmations,
  now,
  readOnly,
}: {
  connectionId: string
  confirmations: readonly Confirmation[]
  /** The time at the server, in ISO 8601. */
  now: string
  readOnly: string | null
}) {
  const entries = steps.map((step) => {
    const confirmation = confirmations.find((one) => one.step === step.id)
    return { step, confirmation, state: standing(confirmation, new Date(now)) }
  })
  const open = entries.filter(({ state }) => state !== 'confirmed').length
  return (
    <Card
      title="Set by hand in the Microsoft 365 admin center"
      note={open === 0 ? 'all checked' : `${open} of ${steps.length} to check`}
      bare
    >
      <p className="border-b border-line px-4 py-2.5 text-sm text-muted">
        Graph has no API for these, so the console cannot see them. Look there, then confirm it here; after{' '}
        {freshDays} days it asks again. The links are those of Microsoft&rsquo;s own pages, compared on{' '}
        {dayOf(new Date(linksCompared))}; nobody opened them in this tenant, so if one leads elsewhere, follow
        the path that stands below it.
      </p>
      <ul aria-label="Steps in the admin center">
        {entries.map((entry) => (
          <Entry key={entry.step.id} connectionId={connectionId} readOnly={readOnly} {...entry} />
        ))}
      </ul>
    </Card>
  )
}

function Entry({
  connectionId,
  step,
  confirmation,
  state,
  readOnly,
}: {
  connectionId: string
  step: Step
  confirmation: Confirmation | undefined
  state: Standing
  readOnly: string | null
}) {
  return (
    <li
      aria-label={step.title}
      className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-b-0"
    >
      <div className="grid min-w-60 flex-1 gap-1">
        <span className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{step.title}</span>
          <Chip tone={words[state].tone}>{words[state].word}</Chip>
        </span>
        <span className="text-muted">{step.about}</span>
        <span className="flex flex-wrap items-center gap-x-3 text-sm">
          <a
            href={step.href}
            target="_blank"
            rel="noreferrer"
            className="inline-flex items-center gap-1 font-medium text-accent-text underline underline-offset-2"
          >
            Open in the admin center
            <ExternalLink className="size-3.5" aria-hidden />
          </a>
          <a
            href={step.docs}
            target="_blank"
            rel="noreferrer"
            className="text-accent-text underline underline-offset-2"
          >
            What Microsoft says about {step.title.toLowerCase()}
          </a>
        </span>
        <span className="text-sm text-muted">{step.path}</span>
        {confirmation && <Said confirmation={confirmation} stale={state === 'stale'} />}
      </div>
      <StepButtons
        connectionId={connectionId}
        step={step.id}
        title={step.title}
        confirmed={confirmation !== undefined}
        readOnly={readOnly}
      />
    </li>
  )
}

function Said({ confirmation, stale }: { confirmation: Confirmation; stale: boolean }) {
  const { answer, confirmedBy, confirmedAt } = confirmation
  return (
    <span className={`text-sm ${stale ? 'text-warn' : 'text-muted'}`}>
      {answer === 'done' ? 'Set' : 'Not wanted'}, says {confirmedBy}, <RelativeTime at={confirmedAt} />.{' '}
      {stale
        ? `That is more than ${freshDays} days ago: look again.`
        : `Good until ${dayOf(staleFrom(confirmation))}.`}
    </span>
  )
}

const dayOf = (at: Date) =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(at)
