import { type FieldValues, fieldAt, isBlank, textOf } from '../mapping/field-value'
import type { GroupFields } from './group-fields'
import { checkedMember, memberTypeOf, type NamedMember } from './members-text'
import { GroupId, GroupNames } from './new-group'

/** What a row of a source of groups says. */
export interface GroupRowRead {
  groupId: string
  /** Null when the row does not say it. */
  displayName: string | null
  description: string | null
  /** Null in a row that names a group and nobody in it. */
  member: NamedMember | null
}

export interface GroupRowProblem {
  code: string
  message: string
  field: string
}

/** The group that a row names with the member of it, or what is wrong with the row. */
export function rowToMember(
  values: FieldValues,
  fields: GroupFields,
): GroupRowRead | { problem: GroupRowProblem } {
  const text = (name: string | undefined) => {
    const value = name === undefined ? undefined : fieldAt(values, name)
    return value === undefined || isBlank(value) ? null : textOf(value).trim()
  }
  const wrong = (code: string, field: string, message: string) => ({ problem: { code, field, message } })
  const groupId = GroupId.safeParse(text(fields.groupId) ?? '')
  if (!groupId.success) return wrong('invalid-group', fields.groupId, firstOf(groupId.error))
  const displayName = text(fields.displayName)
  const description = text(fields.description)
  const names = GroupNames.safeParse({
    displayName: displayName ?? groupId.data,
    description: description ?? '',
  })
  if (!names.success)
    return wrong('invalid-group', fields.displayName ?? fields.groupId, firstOf(names.error))
  const group = { groupId: groupId.data, displayName, description }
  const name = text(fields.member)
  if (name === null) return { ...group, member: null }
  const word = text(fields.kind)
  const type = word === null ? fields.otherwise : memberTypeOf(word)
  if (!type)
    return wrong(
      'invalid-member',
      fields.kind ?? fields.member,
      `${word?.slice(0, 60)} is no kind of member. Write user, group or externalGroup.`,
    )
  const member = checkedMember({ type, name })
  if ('problem' in member) return wrong('invalid-member', fields.member, member.problem)
  if (type === 'externalGroup' && name === group.groupId)
    return wrong('invalid-member', fields.member, 'A group cannot be in itself.')
  return { ...group, member }
}

const firstOf = ({ issues: [first] }: { issues: { message: string }[] }) => first?.message ?? 'is not valid'
