import { Button } from '@/components/ui/button'
import { Note } from '@/components/ui/note'
import { mergeOrder, mineOver } from '@/lib/model/people/source-priority'

export interface Orders {
  /** As the list was when it was opened, as it was arranged here, and as it is in the tenant now. */
  seen: readonly string[]
  mine: readonly string[]
  theirs: readonly string[]
}

/** Somebody else changed the list meanwhile: their order, the one made here, or both together. */
export function OrderConflict({
  orders: { seen, mine, theirs },
  names,
  onChoose,
}: {
  orders: Orders
  /** What each entry is called. */
  names: ReadonlyMap<string, string>
  onChoose: (order: readonly string[]) => void
}) {
  const choices = distinct([
    { label: 'Use theirs', order: theirs },
    { label: 'Use both changes', order: mergeOrder(seen, mine, theirs) },
    { label: 'Use mine', order: mineOver(mine, theirs) },
  ])
  return (
    <Note tone="warn" role="alert" title="Somebody else has changed the list since you opened it.">
      <div className="grid gap-3">
        <p>Choose the order to go on with. Nothing is written until you save it.</p>
        <ul className="grid gap-2">
          {choices.map(({ label, order }) => (
            <li key={label} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="w-36 flex-none">
                <Button onClick={() => onChoose(order)}>{label}</Button>
              </span>
              <span className="min-w-0 [overflow-wrap:anywhere]">
                {order.map((url) => names.get(url) ?? url).join(', ')}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </Note>
  )
}

/** Choices that come to the same are offered once, under the first name. */
function distinct<T extends { order: readonly string[] }>(choices: readonly T[]) {
  const keys = choices.map(({ order }) => order.join('\n'))
  return choices.filter((_, index) => keys.indexOf(keys[index] ?? '') === index)
}
