'use client'

import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { TextField } from '@/components/ui/text-field'
import type { MarkedLink } from '@/lib/model/resolvers/by-example'
import type { Resolver } from '@/lib/model/resolvers/resolver'
import { ResolverText } from './resolver-text'

/** A resolver from a sample link: the parts of the id are marked, base, pattern and template follow. */
export function ExampleDialog({
  url: first,
  propose,
  tryOut,
  onTake,
  onClose,
}: {
  url: string
  propose: (links: MarkedLink[], prefix: string) => Promise<Resolver | null>
  /** Where the proposal leads the sample. */
  tryOut: (resolver: Resolver, url: string) => Promise<string | null>
  onTake: (resolver: Resolver) => void
  onClose: () => void
}) {
  const [url, setUrl] = useState(first)
  const [prefix, setPrefix] = useState('')
  const [marks, setMarks] = useState<MarkedLink['marks']>([])
  const [made, setMade] = useState<{ resolver: Resolver | null; itemId: string | null } | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const link = url.trim()

  useEffect(() => {
    if (marks.length === 0) return setMade(null)
    let here = true
    const work = async () => {
      const resolver = await propose([{ url: link, marks }], prefix.trim())
      const itemId = resolver ? await tryOut(resolver, link) : null
      if (here) setMade({ resolver, itemId })
    }
    void work()
    return () => {
      here = false
    }
  }, [link, marks, prefix, propose, tryOut])

  function mark() {
    const { selectionStart, selectionEnd } = input.current ?? {}
    if (selectionStart == null || selectionEnd == null || selectionEnd <= selectionStart) return
    const added = { start: selectionStart, end: selectionEnd }
    const others = marks.filter(({ start, end }) => end <= added.start || start >= added.end)
    setMarks([...others, added].toSorted((one, other) => one.start - other.start))
  }

  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title="A resolver by example"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            disabledReason={made?.resolver ? null : 'Mark the id in the link first.'}
            onClick={() => made?.resolver && onTake(made.resolver)}
          >
            Add this resolver
          </Button>
        </>
      }
    >
      <TextField
        label="Sample link"
        description="Select the part that is the item id, then press Mark. An id of several parts has several marks."
        mono
        ref={input}
        value={url}
        onChange={(next) => {
          setUrl(next)
          setMarks([])
        }}
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button onClick={mark}>Mark the selection</Button>
        {proposedMarks(link).map(({ start, end }) => (
          <Button key={start} look="quiet" onClick={() => setMarks([{ start, end }])}>
            Mark <code>{link.slice(start, end).slice(0, 32)}</code>
          </Button>
        ))}
        {marks.length > 0 && (
          <Button look="quiet" onClick={() => setMarks([])}>
            Clear the marks
          </Button>
        )}
      </div>
      {marks.length > 0 && (
        <p className="font-mono text-sm [overflow-wrap:anywhere]">
          <Marked url={link} marks={marks} />
        </p>
      )}
      <TextField
        label="Item ids begin with"
        optional
        mono
        value={prefix}
        onChange={setPrefix}
        placeholder="id_"
      />
      {made && !made.resolver && (
        <p role="alert" className="text-bad">
          Nothing can be made of this mark: it crosses a / or leaves the path, query and fragment of an https
          link.
        </p>
      )}
      {made?.resolver && (
        <section aria-label="Proposal" className="grid gap-2 rounded-md bg-sunken p-3">
          <ResolverText resolver={made.resolver} />
          <p role="status" className="text-sm">
            The sample leads to <code>{made.itemId ?? 'no item'}</code>.
          </p>
        </section>
      )}
    </Dialog>
  )
}

/** What is most likely the id: the longest parts with digits. */
function proposedMarks(url: string) {
  const from = /^https?:\/\/[^/?#]+/i.exec(url)?.[0].length ?? url.length
  return [...url.slice(from).matchAll(/[A-Za-z0-9_-]*[0-9][A-Za-z0-9_-]*/g)]
    .map(({ index, 0: text }) => ({ start: from + index, end: from + index + text.length }))
    .slice(0, 3)
}

function Marked({ url, marks }: MarkedLink) {
  const last = marks.at(-1)?.end ?? 0
  return (
    <>
      {marks.map(({ start, end }, at) => (
        <span key={start}>
          <span className="text-muted">{url.slice(marks[at - 1]?.end ?? 0, start)}</span>
          <span className="bg-accent-soft text-accent-text">{url.slice(start, end)}</span>
        </span>
      ))}
      <span className="text-muted">{url.slice(last)}</span>
    </>
  )
}
