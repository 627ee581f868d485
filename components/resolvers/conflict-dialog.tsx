'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { Clash, Merged } from '@/lib/model/resolvers/merge'
import type { Resolver } from '@/lib/model/resolvers/resolver'
import type { ResolverSet } from '@/lib/model/resolvers/resolver-set'
import { ResolverText } from './resolver-text'

type Side = 'mine' | 'theirs'

/** The list in Graph has changed since the draft began: what each side did, and a decision where both did something. */
export function ConflictDialog({
  merged,
  onMerged,
  onTheirs,
  onClose,
}: {
  merged: Merged
  onMerged: (set: ResolverSet) => void
  /** Drops the draft. */
  onTheirs: () => void
  onClose: () => void
}) {
  const { clashes, added, changed, removed } = merged
  const [chosen, setChosen] = useState<Record<string, Side>>({})
  const open = clashes.filter(({ key }) => !chosen[key]).length
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title="The resolvers have changed in Graph"
      footer={
        <>
          <Button onClick={onTheirs}>Drop my draft, take theirs</Button>
          <Button
            look="primary"
            disabledReason={open > 0 ? `Decide ${open === 1 ? 'one more' : `${open} more`} first.` : null}
            onClick={() => onMerged(decided(merged, chosen))}
          >
            Go on with both
          </Button>
        </>
      }
    >
      <p>
        Nothing was saved. Your draft is put on top of the list that Graph has now, with the changes of both
        sides in it. Look at it in the editor, then save again.
      </p>
      <Others title="Added by somebody else" resolvers={added} />
      <Others title="Changed by somebody else" resolvers={changed} />
      <Others title="Removed by somebody else" resolvers={removed} />
      {clashes.map((clash) => (
        <Choice
          key={clash.key}
          clash={clash}
          chosen={chosen[clash.key]}
          onChoose={(side) => setChosen({ ...chosen, [clash.key]: side })}
        />
      ))}
    </Dialog>
  )
}

function Others({ title, resolvers }: { title: string; resolvers: readonly Resolver[] }) {
  if (resolvers.length === 0) return null
  return (
    <section className="grid gap-1.5" aria-label={title}>
      <h3>{title}</h3>
      {resolvers.map((resolver) => (
        <ResolverText key={`${resolver.urlPattern} ${resolver.itemId}`} resolver={resolver} />
      ))}
    </section>
  )
}

function Choice({
  clash,
  chosen,
  onChoose,
}: {
  clash: Clash
  chosen: Side | undefined
  onChoose: (side: Side) => void
}) {
  const sides: { side: Side; title: string; resolver: Resolver | null }[] = [
    { side: 'theirs', title: 'Theirs', resolver: clash.theirs },
    { side: 'mine', title: 'Mine', resolver: clash.mine },
  ]
  return (
    <fieldset className="grid gap-2 rounded-md border border-line p-3">
      <legend className="px-1 font-medium">Both changed it</legend>
      <div className="grid gap-1">
        <span className="text-sm text-muted">Before</span>
        <ResolverText resolver={clash.base} />
      </div>
      <div className="grid gap-2 sm:grid-cols-2">
        {sides.map(({ side, title, resolver }) => (
          <label
            key={side}
            className={`grid cursor-pointer content-start gap-1 rounded-md border p-2.5 ${chosen === side ? 'border-accent bg-accent-soft' : 'border-line-strong'}`}
          >
            <span className="flex items-center gap-2 font-medium">
              <input
                type="radio"
                name={clash.key}
                className="accent-accent"
                checked={chosen === side}
                onChange={() => onChoose(side)}
              />
              {title}
            </span>
            <ResolverText resolver={resolver} />
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** The merged set with each clash as it was decided. */
function decided({ set, clashes }: Merged, chosen: Record<string, Side>): ResolverSet {
  const wanted = new Map(clashes.map((clash) => [clash.key, clash[chosen[clash.key] ?? 'mine']]))
  return {
    ...set,
    entries: set.entries.flatMap((entry) => {
      const resolver = wanted.get(entry.key)
      if (resolver === undefined) return [entry]
      return resolver === null ? [] : [{ ...entry, resolver }]
    }),
  }
}
