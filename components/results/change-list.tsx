import { Chip } from '@/components/ui/chip'
import { ScrollArea } from '@/components/ui/scroll-area'
import type { LineChange, TemplateChange } from '@/lib/model/results/changes'

const kinds = {
  added: { tone: 'ok', word: 'New' },
  changed: { tone: 'busy', word: 'Changed' },
  deleted: { tone: 'bad', word: 'Deleted' },
} as const

/** Templates with what changes in them, the layout line by line. */
export function ChangeList({ changes }: { changes: readonly TemplateChange[] }) {
  return (
    <div className="grid gap-4">
      {changes.map(({ id, kind, notes, lines }) => (
        <section key={`${kind} ${id}`} className="grid min-w-0 gap-2">
          <h3 className="flex items-center gap-2">
            <span className="font-mono">{id || 'no id'}</span>
            <Chip tone={kinds[kind].tone}>{kinds[kind].word}</Chip>
          </h3>
          {notes.map((note) => (
            <p key={note} className="text-sm [overflow-wrap:anywhere]">
              {note}
            </p>
          ))}
          {lines.length > 0 && <Lines id={id} lines={lines} />}
        </section>
      ))}
    </div>
  )
}

const looks = { same: 'text-muted', added: 'bg-ok-soft text-ok', removed: 'bg-bad-soft text-bad' } as const
const signs = { same: ' ', added: '+', removed: '-' } as const

function Lines({ id, lines }: { id: string; lines: readonly LineChange[] }) {
  return (
    <ScrollArea
      label={`Layout of ${id}`}
      className="max-h-72 overflow-auto rounded-md border border-line bg-sunken"
    >
      <pre className="w-max min-w-full font-mono text-[12.5px]/[1.5]">
        {lines.map(({ kind, text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines repeat, and the list is drawn once
          <span key={index} className={`block px-3 ${looks[kind]}`}>
            <span className="sr-only">{kind === 'same' ? '' : `${kind}: `}</span>
            <span aria-hidden="true">{signs[kind]} </span>
            {text}
          </span>
        ))}
      </pre>
    </ScrollArea>
  )
}
