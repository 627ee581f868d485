import { createHash } from 'node:crypto'
import { and, asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { externalGroups, groupMembers } from '../../db/schema'
import { mostMembers } from '../../model/groups/group'
import { planMembers as compared, type MembersPlan } from '../../model/groups/members-plan'
import { readMembers } from '../../model/groups/members-text'
import { GroupId } from '../../model/groups/new-group'
import { numberText } from '../../model/number-text'
import { AppError } from '../../platform/errors'
import { query } from '../command'
import { ConnectionId } from '../connection-id'
import type { Context } from '../context'
import { isGroup } from './need-group'
import { resolveMembers } from './resolve-members'

/** Ten thousand lines of an object id and its type. */
const longest = 700_000

/** Of a larger group a file names so few that most would be taken out. */
const mostCompared = 2 * mostMembers

export const MembersFile = z.object({
  connectionId: ConnectionId,
  groupId: GroupId,
  text: z.string().min(1, 'The file is empty.').max(longest, 'The file is too long: 10,000 members at most.'),
})

/** What a file of members would change in a group; nothing is changed yet. */
export const planMembers = query({
  name: 'planMembers',
  permission: 'groups.edit',
  input: MembersFile,
  on: ({ connectionId }) => connectionId,
  run: (context, input): Promise<MembersPlan> => planOf(context, input),
})

export async function planOf(
  context: Pick<Context, 'db' | 'ingestion'>,
  { connectionId, groupId, text }: z.output<typeof MembersFile>,
): Promise<MembersPlan> {
  const { db } = context
  const [[group], kept, read] = await Promise.all([
    db.select().from(externalGroups).where(isGroup(connectionId, groupId)),
    db
      .select()
      .from(groupMembers)
      .where(and(eq(groupMembers.connectionId, connectionId), eq(groupMembers.groupId, groupId)))
      .orderBy(asc(groupMembers.memberId))
      .limit(mostCompared + 1),
    readMembers(text),
  ])
  if (!group)
    throw new AppError('not-found', 'The console knows no such group. Somebody may have deleted it.')
  if (kept.length > mostCompared)
    throw new AppError(
      'invalid',
      `The group has more than ${numberText(mostCompared)} members, which are too many to compare with a file here. Let a source of groups name them: its runs compare any number.`,
      { field: 'text' },
    )
  const { found, unknown } = await resolveMembers(context, read.members)
  return {
    ...compared(found, kept),
    problems: [
      ...read.problems.map(({ line, message }) => `Line ${line}: ${message}`),
      ...unknown.map(({ type, name }) => `The tenant has no ${type} ${name}.`),
      ...(found.some(({ memberId }) => memberId === groupId) ? ['A group cannot be in itself.'] : []),
    ],
    basis: createHash('sha256')
      .update(kept.map(({ memberId, state }) => `${memberId} ${state === 'removing'}`).join('\n'))
      .digest('base64url'),
  }
}
