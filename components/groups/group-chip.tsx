import { Chip } from '@/components/ui/chip'
import { type GroupRow, isMoving } from '@/lib/model/groups/group'
import { numberText } from '@/lib/model/number-text'

const words = {
  creating: 'Being created',
  changing: 'Being changed',
  deleting: 'Being deleted',
  there: 'In Graph',
}

/** How far Graph is with a group and its members. */
export function GroupChip({ group }: { group: GroupRow }) {
  const { state, problem, nextAt, owed, failed } = group
  if ((problem && !nextAt) || failed > 0) return <Chip tone="bad">Graph refused a change</Chip>
  if (state !== 'there') return <Chip tone="busy">{words[state]}</Chip>
  if (isMoving(group)) return <Chip tone="busy">{numberText(owed)} under way</Chip>
  return <Chip tone="ok">{words.there}</Chip>
}
