'use client'

import { Check, TriangleAlert, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { TextField } from '@/components/ui/text-field'
import { linksOf } from '@/lib/model/resolvers/links-text'
import { likelyMarks, type Mark, type MarkedLink, markedId } from '@/lib/model/resolvers/marks'
import type { Sample, Tried } from './use-example'

/** One sample link: the parts of the id are marked in it, and below stands where the proposal leads it. */
export function ExampleSample({
  sample,
  label,
  prefix,
  problem,
  tried,
  focused,
  onWrite,
  onPaste,
  onMark,
  onMarkOnly,
  onClear,
  onRemove,
}: {
  sample: Sample
  label: string
  prefix: string
  problem: string | null
  tried: Tried | undefined
  focused: boolean
  onWrite: (url: string) => void
  onPaste: (urls: string[]) => void
  onMark: (mark: Mark) => void
  onMarkOnly: (mark: Mark) => void
  onClear: () => void
  onRemove: (() => void) | null
}) {
  const { url, marks } = sample
  const input = useRef<HTMLInputElement>(null)
  const [selected, setSelected] = useState<Mark | null>(null)
  const look = () => {
    const { selectionStart: start, selectionEnd: end } = input.current ?? {}
    setSelected(start != null && end != null && end > start ? { start, end } : null)
  }
  const mark = () => selected && onMark(selected)
  return (
    <li className="grid gap-1.5 rounded-md border border-line p-3">
      <div className="flex items-end gap-1">
        <div className="min-w-0 flex-1">
          <TextField
            ref={input}
            label={label}
            mono
            autoFocus={focused}
            problem={problem}
            value={url}
            placeholder="https://contoso.com/items/39483948"
            onChange={onWrite}
            onSelect={look}
            onPaste={(event) => {
              const links = linksOf(event.clipboardData.getData('text/plain'))
              if (links.length < 2) return
              event.preventDefault()
              onPaste(links)
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              mark()
            }}
          />
        </div>
        {onRemove && (
          <IconButton label={`Remove ${label.toLowerCase()}`} onClick={onRemove}>
            <X aria-hidden />
          </IconButton>
        )}
      </div>
      {url !== '' && (
        <div className="flex flex-wrap items-center gap-1.5">
          <Button
            aria-label={`Mark the selection in ${label.toLowerCase()}`}
            disabledReason={selected ? null : 'Select the id in the link first.'}
            onClick={mark}
          >
            Mark the selection
          </Button>
          {likelyMarks(url).map((likely) => (
            <Button key={likely.start} look="quiet" onClick={() => onMarkOnly(likely)}>
              Mark <code>{url.slice(likely.start, likely.end).slice(0, 32)}</code>
            </Button>
          ))}
          {marks.length > 0 && (
            <Button look="quiet" onClick={onClear}>
              Clear the marks
            </Button>
          )}
        </div>
      )}
      {url !== '' && (
        <div className="flex flex-wrap gap-x-4 gap-y-1 text-sm [overflow-wrap:anywhere]">
          {marks.length > 0 && (
            <span className="font-mono">
              <Marked url={url} marks={marks} />
            </span>
          )}
          {tried && <Outcome wanted={markedId(sample, prefix)} carried={sample.carried} tried={tried} />}
        </div>
      )}
    </li>
  )
}

/** Where the proposal leads a sample, against what is marked in it. */
function Outcome({ wanted, carried, tried }: { wanted: string | null; carried: boolean; tried: Tried }) {
  const { itemId, now } = tried
  const right = wanted !== null && itemId === wanted
  const Icon = right ? Check : TriangleAlert
  const tone = right ? 'text-ok' : wanted === null ? 'text-muted' : 'text-bad'
  return (
    <p role="status" className={`flex items-start gap-1.5 ${tone}`}>
      {wanted !== null && <Icon className="mt-0.5 size-4 flex-none" aria-hidden />}
      <span>
        Leads to {itemId === null ? 'no item' : <code>{itemId}</code>}
        {right && (carried ? ', marked like the first.' : ', as marked.')}
        {!right && wanted !== null && (
          <>
            , but marked is <code>{wanted}</code>.
          </>
        )}
        {wanted === null && '. Nothing is marked in it.'}
        {now && (
          <span className="text-muted">
            {' '}
            Resolver {now.place + 1} leads it to <code>{now.itemId}</code> today.
          </span>
        )}
      </span>
    </p>
  )
}

function Marked({ url, marks }: MarkedLink) {
  const last = marks.at(-1)?.end ?? 0
  return (
    <>
      {marks.map(({ start, end }, at) => (
        <span key={start}>
          <span className="text-muted">{url.slice(marks[at - 1]?.end ?? 0, start)}</span>
          <mark className="bg-accent-soft text-accent-text">{url.slice(start, end)}</mark>
        </span>
      ))}
      <span className="text-muted">{url.slice(last)}</span>
    </>
  )
}
