import { LinkButton } from './link-button'
import { Note } from './note'

/** What of an address makes no filter and was left out, with the way to the list without one. */
export function WrongAddress({
  wrong,
  href,
  children,
}: {
  wrong: readonly string[]
  /** The whole list. */
  href: string
  /** What the list is called: `Show all items`. */
  children: string
}) {
  if (wrong.length === 0) return null
  return (
    <Note
      tone="warn"
      title="The address asks for something that is no filter, so that was left out."
      actions={<LinkButton href={href}>{children}</LinkButton>}
    >
      {wrong.join(' ')}
    </Note>
  )
}
