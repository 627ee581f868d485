'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { TextField } from '@/components/ui/text-field'
import { type Made, type MarkedLink, type MarkProblem, markedId } from '@/lib/model/resolvers/marks'
import type { Resolver } from '@/lib/model/resolvers/resolver'
import { ExampleSample } from './example-sample'
import { ResolverText } from './resolver-text'
import { mostSamples, type Tried, useExample } from './use-example'

const words: Record<MarkProblem, string> = {
  'no-link': 'This is no https link.',
  crosses:
    'A mark crosses a / or another border of the link, or stands outside its path, query and fragment.',
  'other-place':
    'Its marks stand in other places than those of the first. Make a resolver of its own for it.',
}

/** A resolver from sample links: the parts of the id are marked, base, pattern and template follow. */
export function ExampleDialog({
  url,
  propose,
  tryOut,
  onTake,
  onClose,
}: {
  url: string
  propose: (links: MarkedLink[], prefix: string) => Promise<Made>
  tryOut: (made: Made, url: string) => Promise<Tried>
  /** `at` is the place of the first resolver that would win a sample instead, from 0; undefined for the end. */
  onTake: (resolver: Resolver, at: number | undefined, urls: string[]) => void
  onClose: () => void
}) {
  const [typedPrefix, setPrefix] = useState('')
  const prefix = typedPrefix.trim()
  const { samples, proposed, ...edit } = useExample(url, prefix, propose, tryOut)
  const [left, setLeft] = useState(0)
  const made = proposed?.made
  const resolver = made && 'resolver' in made ? made.resolver : null
  const filled = samples.filter((sample) => sample.url !== '')
  const before = filled.flatMap((sample) => {
    const now = proposed?.tried.get(sample.key)?.now
    const wanted = markedId(sample, prefix)
    return now && wanted !== null && now.itemId !== wanted ? now.place : []
  })
  const at = before.length > 0 ? Math.min(...before) : undefined
  const problemOf = (key: string) =>
    made && 'problem' in made && proposed?.of[made.sample] === key ? words[made.problem] : null
  const paste = (key: string | null, urls: readonly string[]) => {
    edit.add(key, urls)
    setLeft(Math.max(0, filled.length + urls.length - mostSamples))
  }
  const full = samples.length >= mostSamples ? `Up to ${mostSamples} samples are looked at together.` : null

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
            disabledReason={resolver ? null : made ? 'Fix the marks first.' : 'Mark the id in a link first.'}
            onClick={() =>
              resolver &&
              onTake(
                resolver,
                at,
                filled.map((sample) => sample.url),
              )
            }
          >
            Add this resolver
          </Button>
        </>
      }
    >
      <p className="text-muted">
        Select the part of the link that is the item id, with the mouse or with Shift and the arrow keys, and
        press Enter. An id of several parts has several marks. Further samples are marked like the first.
      </p>
      <ol aria-label="Sample links" className="grid gap-2">
        {samples.map((sample, place) => (
          <ExampleSample
            key={sample.key}
            sample={sample}
            label={samples.length === 1 ? 'Sample link' : `Sample link ${place + 1}`}
            prefix={prefix}
            problem={problemOf(sample.key)}
            tried={proposed?.tried.get(sample.key)}
            focused={sample.url === ''}
            onWrite={(next) => edit.write(sample.key, next)}
            onPaste={(urls) => paste(sample.key, urls)}
            onMark={(mark) => edit.mark(sample, mark)}
            onMarkOnly={(mark) => edit.markOnly(sample.key, mark)}
            onClear={() => edit.clear(sample.key)}
            onRemove={samples.length === 1 ? null : () => edit.remove(sample.key)}
          />
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-3">
        <Button disabledReason={full} onClick={() => paste(null, [''])}>
          <Plus aria-hidden />
          Add a sample
        </Button>
        {left > 0 && (
          <span role="status" className="text-sm text-warn">
            {left === 1 ? '1 link was' : `${left} links were`} left out: up to {mostSamples} samples are
            looked at together.
          </span>
        )}
      </div>
      <TextField
        label="Item ids begin with"
        optional
        mono
        value={typedPrefix}
        onChange={setPrefix}
        placeholder="id_"
      />
      {resolver && (
        <section aria-label="Proposal" className="grid gap-2 rounded-md bg-sunken p-3">
          <ResolverText resolver={resolver} />
          {at !== undefined && (
            <p className="text-sm text-muted">
              It is put before resolver {at + 1}, which would win some of these links otherwise.
            </p>
          )}
        </section>
      )}
    </Dialog>
  )
}
