import { sql } from 'drizzle-orm'
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import type { GroupState, MemberState, MemberType } from '../../model/groups/group'
import type { Problem } from '../../model/problem'
import { at } from './at'
import { ofConnection } from './connections'

/** Why Graph has not taken a change yet, and when it is tried again; without a time, when somebody asks. */
const owed = {
  problem: jsonb().$type<Problem>(),
  tries: integer().notNull().default(0),
  nextAt: at('next_at'),
}

/** External groups. Graph lists none, so this is the only list; `state` says what Graph has still to be told. */
export const externalGroups = pgTable(
  'external_groups',
  {
    connectionId: ofConnection(),
    groupId: text('group_id').notNull(),
    displayName: text('display_name').notNull(),
    description: text().notNull().default(''),
    state: text().$type<GroupState>().notNull(),
    /** Graph was asked to create it: that it exists then is no surprise. */
    asked: boolean().notNull().default(false),
    /** False when it was in Graph before: it may have members that no call lists. */
    membersKnown: boolean('members_known').notNull().default(true),
    ...owed,
    createdBy: text('created_by').notNull(),
    /** The run that has created it. */
    createdIn: uuid('created_in'),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.connectionId, t.groupId] }),
    index('external_groups_due').on(t.nextAt).where(sql`next_at is not null`),
    index('external_groups_refused').on(t.connectionId).where(sql`problem is not null`),
  ],
)

/** Who is in them. Ids of the directory are in lower case. */
export const groupMembers = pgTable(
  'group_members',
  {
    connectionId: ofConnection(),
    groupId: text('group_id').notNull(),
    memberId: text('member_id').notNull(),
    type: text().$type<MemberType>().notNull(),
    /** What the directory called it when it was added. */
    name: text().notNull(),
    /** The source has named it: a run takes it out when the source does not name it any more. */
    fromSource: boolean('from_source').notNull().default(false),
    /** The run that has added it. */
    addedIn: uuid('added_in'),
    state: text().$type<MemberState>().notNull(),
    ...owed,
    addedBy: text('added_by').notNull(),
    addedAt: at('added_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.connectionId, t.groupId, t.memberId] }),
    foreignKey({
      name: 'member_of_group',
      columns: [t.connectionId, t.groupId],
      foreignColumns: [externalGroups.connectionId, externalGroups.groupId],
    }).onDelete('cascade'),
    index('group_members_by_member').on(t.connectionId, t.memberId),
    index('group_members_nested').on(t.connectionId, t.groupId).where(sql`type = 'externalGroup'`),
    index('group_members_due').on(t.nextAt).where(sql`next_at is not null`),
    index('group_members_refused').on(t.connectionId, t.groupId).where(sql`problem is not null`),
  ],
)
