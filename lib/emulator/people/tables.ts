/** Whose profile an item adds to, found when it is written. */
export const peopleTables = `
create table if not exists profileItems (
  connectionKey integer not null,
  itemId text not null,
  userId text not null,
  primary key (connectionKey, itemId)
) without rowid;
create index if not exists profileItems_user on profileItems (userId);
`
