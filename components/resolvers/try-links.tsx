'use client'

import type { ComponentProps } from 'react'
import { later } from '@/components/ui/later'
import { TryCard } from './try-card'

const TriedPart = later(() => import('./tried-part').then(({ TriedPart }) => TriedPart), {
  browserOnly: true,
})

/** Links to try, and what the resolvers make of each. */
export function TryLinks({
  text,
  busy,
  noItems,
  onText,
  onTake,
  ...tried
}: ComponentProps<typeof TriedPart> &
  Omit<ComponentProps<typeof TryCard>, 'count' | 'resolved' | 'children'>) {
  const { urls, answers } = tried
  return (
    <TryCard
      text={text}
      count={urls.length}
      resolved={answers.filter(({ by }) => by !== null).length}
      busy={busy && answers.length < urls.length}
      noItems={noItems}
      onText={onText}
      onTake={onTake}
    >
      {urls.length > 0 && <TriedPart {...tried} />}
    </TryCard>
  )
}
