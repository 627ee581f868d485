'use client'

import type { MembersPlan } from '@/lib/model/groups/members-plan'
import { countText } from '@/lib/model/number-text'

const mostShown = 50

/** What a file would change in a group. */
export function MembersPlanView({
  plan: { added, notNamed, same },
  remove,
  onRemove,
}: {
  plan: MembersPlan
  remove: boolean
  onRemove: (remove: boolean) => void
}) {
  return (
    <section aria-label="Changes" role="status" className="grid gap-3">
      <p>
        {countText(added.length, 'member')} to add, {countText(same, 'member')} there already.
      </p>
      <Names names={added.map(({ name }) => `+ ${name}`)} />
      {notNamed.length > 0 && (
        <>
          <label className="flex items-center gap-2">
            <input type="checkbox" checked={remove} onChange={({ target }) => onRemove(target.checked)} />
            {`Also remove ${countText(notNamed.length, 'member')} that the file does not name`}
          </label>
          {remove && <Names names={notNamed.map(({ name }) => `− ${name}`)} />}
        </>
      )}
    </section>
  )
}

function Names({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null
  const more = names.length - mostShown
  return (
    <ul className="font-mono text-sm [overflow-wrap:anywhere]">
      {names.slice(0, mostShown).map((name) => (
        <li key={name}>{name}</li>
      ))}
      {more > 0 && <li>and {countText(more, 'more', 'more')}</li>}
    </ul>
  )
}
