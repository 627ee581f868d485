import type { GroupFields } from './group-fields'

const asked = [
  ['groupId', 'the id of the group'],
  ['member', 'the member'],
  ['kind', 'the kind of member'],
  ['displayName', 'the name of the group'],
  ['description', 'the description'],
] as const

/** The first field of the mapping that the source does not have, in words. */
export function checkGroupFields(
  fields: GroupFields,
  known: readonly string[],
): { field: string; message: string } | null {
  for (const [field, words] of asked) {
    const name = fields[field]
    if (name !== undefined && !known.includes(name))
      return { field, message: `The source has no field ${name} for ${words}. Choose another one.` }
  }
  if (fields.groupId === fields.member)
    return { field: 'member', message: 'Group and member cannot be in the same field. Choose another one.' }
  return null
}
