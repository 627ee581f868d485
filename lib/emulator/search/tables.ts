/** A schema has at most 128 properties and none is ever removed, so each has a fixed text column. */
const maxColumns = 128

const columns = Array.from({ length: maxColumns }, (_, index) => `p${index}`).join(', ')

/**
 * The search index. Writing an item only notes its key in `unindexed`; it is indexed when there is time, at the
 * latest by the next search. Prefixes of one and two letters have an index of their own, because they match so much.
 */
export const searchTables = `
create table if not exists unindexed (item integer primary key, since integer not null);
create index if not exists unindexed_since on unindexed (since);
create trigger if not exists items_search_added after insert on items begin
  insert into unindexed (item, since) values (new.key, new.updatedAt)
    on conflict (item) do update set since = excluded.since;
end;
create trigger if not exists items_search_changed after update on items begin
  insert into unindexed (item, since) values (new.key, new.updatedAt)
    on conflict (item) do update set since = excluded.since;
end;
create trigger if not exists items_search_removed after delete on items begin
  insert into unindexed (item, since) values (old.key, old.updatedAt) on conflict (item) do nothing;
end;

create table if not exists searchAcls (key integer primary key, entries text not null unique);
create table if not exists searchDocuments (
  item integer primary key,
  connectionKey integer not null,
  itemId text not null,
  acl integer not null,
  properties text not null,
  facts text not null,
  updatedAt integer not null
);
create index if not exists searchDocuments_acl on searchDocuments (connectionKey, acl);
create virtual table if not exists searchText using fts5(
  content, ${columns}, content='', contentless_delete=1, prefix='1 2',
  tokenize='unicode61 remove_diacritics 2'
);
`
