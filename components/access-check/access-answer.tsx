import { Chip, type Tone } from '@/components/ui/chip'
import type { Access } from '@/lib/model/access-check/access-of'
import { accessWords } from '@/lib/model/access-check/access-words'
import type { AccessView } from '@/lib/services/access-check/explain-access'

const verdicts: Record<Access['verdict'], { tone: Tone; word: string }> = {
  yes: { tone: 'ok', word: 'May read it' },
  no: { tone: 'bad', word: 'May not read it' },
  unknown: { tone: 'warn', word: 'Cannot be told' },
}

/** Whether somebody may read an item, and what decides it. */
export function AccessAnswer({ view: { person, access, from, problem } }: { view: AccessView }) {
  const { tone, word } = verdicts[access.verdict]
  return (
    <div className="grid gap-1">
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-medium">{person.name}</span>
        <span className="text-muted [overflow-wrap:anywhere]">{person.principalName}</span>
        {person.guest && <Chip tone="plain">Guest</Chip>}
        <Chip tone={tone}>{word}</Chip>
      </p>
      <p>{accessWords(access)}</p>
      {access.path.length > 1 && (
        <ol aria-label="The way that decides" className="flex flex-wrap gap-x-1.5 text-sm text-muted">
          {access.path.map((step, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a group may be called as a person is, and the order stays
            <li key={at} className="[overflow-wrap:anywhere]">
              {at > 0 && <span aria-hidden="true">→ </span>}
              {step}
            </li>
          ))}
        </ol>
      )}
      {problem && <p className="text-sm text-warn">{problem}</p>}
      <p className="text-sm text-muted">
        {from === 'graph'
          ? 'By the access list that Graph holds now.'
          : 'By the access list as it was sent last: Graph did not show the one that it holds.'}
      </p>
    </div>
  )
}
