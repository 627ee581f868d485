import { guid, isUpn } from '../mapping/principal-name'
import { type MemberType, memberTypes, mostMembers } from './group'
import { GroupId } from './new-group'

/** A member as somebody wrote it: people by principal name or object id, groups by their ids. */
export interface NamedMember {
  type: MemberType
  name: string
}

export interface MembersRead {
  members: NamedMember[]
  /** Lines that name nobody, and why. */
  problems: { line: number; message: string }[]
}

const words: Partial<Record<string, MemberType>> = {
  user: 'user',
  person: 'user',
  group: 'group',
  externalgroup: 'externalGroup',
  'external group': 'externalGroup',
}

/** The kind of member that a word of a file means. */
export const memberTypeOf = (word: string): MemberType | undefined =>
  Object.hasOwn(words, word.toLowerCase()) ? words[word.toLowerCase()] : undefined

/** Above this, a list of what is wrong helps nobody. */
const mostProblems = 20

/**
 * Members from the lines of a file: `type,id`, or an id alone, which is a person when it is a principal name. A first
 * line with the word "type" or "id" is taken for a head.
 */
export function readMembers(text: string): MembersRead {
  const members = new Map<string, NamedMember>()
  const problems: MembersRead['problems'] = []
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
  for (const [at, line] of lines.entries()) {
    const cells = line.split(/[,;\t]/).map((cell) =>
      cell
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .trim(),
    )
    if (cells.every((cell) => cell === '') || (at === 0 && cells.some(isHead))) continue
    const read = memberOf(cells.filter((cell) => cell !== ''))
    if ('problem' in read) problems.push({ line: at + 1, message: read.problem })
    else members.set(`${read.type} ${read.name.toLowerCase()}`, read)
  }
  if (members.size > mostMembers)
    problems.push({ line: lines.length, message: `A file has at most ${mostMembers} members.` })
  return { members: [...members.values()], problems: problems.slice(0, mostProblems) }
}

const isHead = (cell: string) => /^(type|id|member)$/i.test(cell)

function memberOf(cells: string[]): NamedMember | { problem: string } {
  const [first = '', second] = cells
  if (second === undefined) {
    if (isUpn(first)) return { type: 'user', name: first }
    return { problem: `Write the type before ${first.slice(0, 60)}: ${memberTypes.join(', ')}.` }
  }
  const type = memberTypeOf(first)
  if (!type) return { problem: `${first.slice(0, 60)} is no type. Write one of ${memberTypes.join(', ')}.` }
  return checkedMember({ type, name: second })
}

/** The member, or what is wrong with how it is named. */
export function checkedMember({ type, name }: NamedMember): NamedMember | { problem: string } {
  const shown = name.slice(0, 60)
  if (type === 'user' && !guid.test(name) && !isUpn(name))
    return { problem: `${shown} is neither a user principal name nor the object id of a person.` }
  if (type === 'group' && !guid.test(name))
    return { problem: `${shown} is not the object id of a group. Use the id that Entra shows for it.` }
  if (type === 'externalGroup' && !GroupId.safeParse(name).success)
    return { problem: `${shown} is no id of an external group.` }
  return { type, name }
}
