import type { MemberType } from './group'

/** What a member is, in words. */
export const memberWords: Record<MemberType, string> = {
  user: 'Person',
  group: 'Group of Entra',
  externalGroup: 'External group',
}

export const memberColumns = ['Member', 'Kind', 'State'] as const
