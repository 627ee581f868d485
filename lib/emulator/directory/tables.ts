/** Groups of the directory. Ids are in lower case; a member is a user or another group. */
export const directoryTables = `
create table if not exists directoryGroups (id text primary key, body text not null) without rowid;
create table if not exists directoryMembers (
  groupId text not null,
  memberId text not null,
  type text not null check (type in ('user', 'group')),
  primary key (groupId, memberId)
) without rowid;
create index if not exists directoryMembers_member on directoryMembers (memberId);
create index if not exists groupMembers_member on groupMembers (connectionKey, id collate nocase, type);
`
