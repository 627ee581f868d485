import type { Dispatch } from 'react'
import type { Finding } from '@/lib/model/resolvers/lint/finding'
import type { Proposal } from '@/lib/model/resolvers/propose'
import type { Resolver } from '@/lib/model/resolvers/resolver'
import type { Entry } from '@/lib/model/resolvers/resolver-set'
import { newKey, type SetStep } from './use-resolver-set'

/**
 * What the parts of the workbench do to the resolvers. They count the places of resolvers from 0; entries of other kinds
 * stand between them and are not counted.
 */
export function editsOf(
  entries: readonly Entry[],
  dispatch: Dispatch<SetStep>,
  onOpen: (key: string | null) => void,
) {
  const ours = entries.filter((entry) => entry.resolver !== null)
  const keyAt = (place: number) => ours[place]?.key
  const entryPlace = (place: number) => {
    const key = keyAt(place)
    const at = entries.findIndex((entry) => entry.key === key)
    return at < 0 ? entries.length : at
  }
  const change = (place: number, part: Partial<Resolver>) => {
    const key = keyAt(place)
    if (key) dispatch({ type: 'change', key, change: part })
  }
  const add = (resolver?: Resolver, at?: number) => {
    const key = newKey()
    dispatch({ type: 'add', key, resolver, at })
    onOpen(key)
  }
  const fix = (finding: Finding) => {
    if (!finding.fix) return
    if ('change' in finding.fix) return change(finding.resolver, finding.fix.change)
    const key = keyAt(finding.resolver)
    if (key) dispatch({ type: 'remove', key })
  }
  const take = (proposal: Proposal) => {
    if (proposal.kind === 'change') change(proposal.place, proposal.resolver)
    else add(proposal.resolver, entryPlace(proposal.place))
  }
  return { change, add, fix, take, entryPlace }
}
