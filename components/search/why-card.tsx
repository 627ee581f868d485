import { Card } from '@/components/ui/card'
import { Chip, type Tone } from '@/components/ui/chip'
import { Link } from '@/components/ui/link'
import { ProblemNote } from '@/components/ui/problem-note'
import { ReloadButton } from '@/components/ui/reload-button'
import type { Problem } from '@/lib/model/problem'
import { steps } from '@/lib/model/results/checklist'
import { type Check, type CheckState, mostLikely } from '@/lib/model/search/not-found'
import { RunningClock } from './running-clock'
import { WhyForm } from './why-form'

const words: Record<CheckState, { tone: Tone; word: string }> = {
  ok: { tone: 'ok', word: 'Fine' },
  bad: { tone: 'bad', word: 'Keeps it out' },
  wait: { tone: 'warn', word: 'Wait' },
  look: { tone: 'info', word: 'Look yourself' },
}

const verticals = steps.find(({ id }) => id === 'inlineResults')

interface Props {
  connections: readonly { id: string; name: string }[]
  /** What the address asks. */
  connectionId: string
  itemId: string
  /** The query that stays in the address. */
  q: string
  answer:
    | { ok: true; value: { checks: Check[]; sentAt: string | null } }
    | { ok: false; problem: Problem }
    | null
}

/** Why a search does not find an item: a list of checks that runs itself. */
export function WhyCard({ connections, connectionId, itemId, q, answer }: Props) {
  return (
    <Card title="Not found? Why" bare>
      <div className="grid gap-3 p-4">
        <WhyForm
          key={`${connectionId} ${itemId}`}
          connections={connections}
          connectionId={connectionId}
          itemId={itemId}
          q={q}
          problem={answer && !answer.ok && answer.problem.field === 'itemId' ? answer.problem.message : null}
        />
        {answer && !answer.ok && answer.problem.field !== 'itemId' && (
          <ProblemNote
            title="The item could not be checked."
            problem={answer.problem}
            actions={<ReloadButton />}
          />
        )}
        {answer?.ok && <Verdict checks={answer.value.checks} />}
      </div>
      {answer?.ok && (
        <ul aria-label="Checks" className="border-t border-line">
          {answer.value.checks.map((check) => (
            <CheckRow key={check.id} check={check} sentAt={answer.value.sentAt} />
          ))}
        </ul>
      )}
      {answer?.ok && (
        <p className="border-t border-line px-4 py-2.5">
          <Link
            href={`/connections/${encodeURIComponent(connectionId)}/items/${encodeURIComponent(itemId)}`}
            className="underline"
          >
            Open the item
          </Link>
        </p>
      )}
    </Card>
  )
}

function Verdict({ checks }: { checks: readonly Check[] }) {
  const first = mostLikely(checks)
  return (
    <p role="status" className="font-medium">
      {first
        ? `Look first at: ${first.title}. ${first.text}`
        : 'Nothing that the console can see keeps it from being found.'}
    </p>
  )
}

function CheckRow({ check: { id, title, state, text }, sentAt }: { check: Check; sentAt: string | null }) {
  const { tone, word } = words[state]
  return (
    <li className="grid items-start gap-x-4 gap-y-1 border-b border-line px-4 py-2.5 last:border-b-0 sm:grid-cols-[14rem_minmax(0,1fr)_auto]">
      <span className="font-medium">{title}</span>
      <span className="min-w-0 [overflow-wrap:anywhere]">
        {text}
        {id === 'index' && sentAt && (
          <>
            {' '}
            Sent <RunningClock since={sentAt} /> ago.
          </>
        )}
        {id === 'admin' && verticals && (
          <>
            {' '}
            <a href={verticals.href} target="_blank" rel="noreferrer" className="underline">
              {verticals.path}
            </a>
          </>
        )}
      </span>
      <span>
        <Chip tone={tone}>{word}</Chip>
      </span>
    </li>
  )
}
