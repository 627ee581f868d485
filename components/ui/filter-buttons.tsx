'use client'

import { Button } from './button'
import { LinkButton } from './link-button'

/** The end of a filter whose values stand in the address. */
export function FilterButtons({ base, filtered }: { base: string; filtered: boolean }) {
  return (
    <span className="flex gap-2">
      <Button type="submit">Filter</Button>
      {filtered && (
        <LinkButton look="quiet" href={base}>
          Clear
        </LinkButton>
      )}
    </span>
  )
}
