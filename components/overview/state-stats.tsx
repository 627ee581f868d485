import { stateWords } from '@/components/connections/state-chip'
import { Stats } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { type ConnectionRow, shownStates } from '@/lib/model/connection/list'
import { numberText } from '@/lib/model/number-text'

/** How many connections there are in each state; each number links to them. */
export function StateStats({ rows }: { rows: readonly ConnectionRow[] }) {
  const items = rows.reduce((sum, row) => sum + row.items, 0)
  const people = rows.filter((row) => row.kind === 'people').length
  const states = shownStates
    .map((state) => ({ state, count: rows.filter((row) => row.state === state).length }))
    .filter(({ state, count }) => count > 0 || state === 'ready')
  return (
    <Stats
      stats={[
        {
          name: 'Connections',
          value: <Count href="/connections" count={rows.length} />,
          note: `${people} of them people data`,
        },
        ...states.map(({ state, count }) => ({
          name: stateWords[state].word,
          value: <Count href={`/connections?state=${state}`} count={count} />,
          bad: stateWords[state].tone === 'bad',
        })),
        { name: 'Items', value: numberText(items), note: 'accepted by Graph' },
      ]}
    />
  )
}

function Count({ href, count }: { href: string; count: number }) {
  return (
    <Link href={href} className="hover:underline">
      {numberText(count)}
    </Link>
  )
}
