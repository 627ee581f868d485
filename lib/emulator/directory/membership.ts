import type { Tenant } from '../store/tenant'

/** Groups of the directory that hold a user or group, straight or through other groups. */
export function groupsOf({ store }: Tenant, memberId: string): string[] {
  return store
    .all<{ id: string }>(
      `with recursive mine (id) as (
         select groupId from directoryMembers where memberId = ?1
         union
         select m.groupId from mine join directoryMembers m on m.memberId = mine.id
       ) select id from mine`,
      memberId.toLowerCase(),
    )
    .map(({ id }) => id)
}

/** Groups that name the user or group themselves. */
export const parentsOf = ({ store }: Tenant, memberId: string) =>
  store
    .all<{ id: string }>(
      'select groupId as id from directoryMembers where memberId = ? order by groupId',
      memberId.toLowerCase(),
    )
    .map(({ id }) => id)

export type Member = { id: string; type: 'user' | 'group' }

export const directMembers = ({ store }: Tenant, groupId: string) =>
  store.all<Member>(
    'select memberId as id, type from directoryMembers where groupId = ? order by memberId',
    groupId.toLowerCase(),
  )

export const allMembers = ({ store }: Tenant, groupId: string) =>
  store.all<Member>(
    `with recursive inside (id, type) as (
       select memberId, type from directoryMembers where groupId = ?1
       union
       select m.memberId, m.type from inside join directoryMembers m on m.groupId = inside.id
     ) select id, type from inside order by id`,
    groupId.toLowerCase(),
  )

/** External groups of a connection that hold a user, straight, through a directory group or nested. */
export function externalGroupsOf({ store }: Tenant, connectionKey: number, userId: string, groups: string[]) {
  return store
    .all<{ id: string }>(
      `with recursive mine (id) as (
         select m.groupId from json_each(?3) g
           cross join groupMembers m indexed by groupMembers_member
             on m.connectionKey = ?1 and m.id = g.value collate nocase and m.type = 'group'
         union
         select groupId from groupMembers indexed by groupMembers_member
           where connectionKey = ?1 and id = ?2 collate nocase and type = 'user'
         union
         select m.groupId from mine
           cross join groupMembers m indexed by groupMembers_member
             on m.connectionKey = ?1 and m.id = mine.id collate nocase and m.id = mine.id
             and m.type = 'externalGroup'
       ) select id from mine`,
      connectionKey,
      userId,
      JSON.stringify(groups),
    )
    .map(({ id }) => id)
}
