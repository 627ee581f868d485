/** A membership as one text, as lists of a run name it. Neither ids of groups nor of members have a slash. */
export const membershipId = (groupId: string, memberId: string) => `${groupId}/${memberId}`

export function membershipOf(id: string): { groupId: string; memberId: string } {
  const at = id.indexOf('/')
  return { groupId: id.slice(0, at), memberId: id.slice(at + 1) }
}
