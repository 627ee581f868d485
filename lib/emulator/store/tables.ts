import { authorityTables } from '../authority/tables'
import { directoryTables } from '../directory/tables'
import { peopleTables } from '../people/tables'
import { searchTables } from '../search/tables'

/** All tables of a tenant. */
export const tables = `
create table if not exists meta (name text primary key, value text not null) without rowid;

create table if not exists users (
  id text primary key,
  userPrincipalName text not null unique collate nocase,
  tenantId text not null,
  body text not null
);
create table if not exists apps (clientId text primary key, body text not null);
create table if not exists certificates (
  clientId text not null,
  sha256 text not null,
  sha1 text not null,
  publicKey text not null,
  primary key (clientId, sha256)
);
create table if not exists grants (
  hash text primary key,
  kind text not null check (kind in ('code', 'refresh', 'session')),
  body text not null,
  expiresAt integer not null,
  usedAt integer
);

-- A connection that is created again under the same id gets another key, so what a deleted one held can be
-- purged at leisure.
create table if not exists purges (connectionKey integer primary key);
create table if not exists connections (
  key integer primary key autoincrement,
  id text not null unique,
  name text not null collate nocase,
  ownerAppId text not null,
  body text not null,
  forcedState text,
  itemCount integer not null default 0,
  groupCount integer not null default 0,
  -- What ingestedItemsCount said last, and when it was counted.
  ingestedCount integer,
  ingestedCountAt integer,
  createdAt integer not null,
  goneAt integer
);
create table if not exists operations (
  id text primary key,
  connectionKey integer not null,
  schema text not null,
  startedAt integer not null,
  endsAt integer not null,
  error text
);
create index if not exists operations_connection on operations (connectionKey, endsAt);
create table if not exists items (
  key integer primary key,
  connectionKey integer not null,
  id text not null,
  body text not null,
  updatedAt integer not null,
  unique (connectionKey, id)
);
create trigger if not exists items_added after insert on items begin
  update connections set itemCount = itemCount + 1 where key = new.connectionKey;
end;
create trigger if not exists items_removed after delete on items begin
  update connections set itemCount = itemCount - 1 where key = old.connectionKey;
end;

create table if not exists profileSources (
  sourceId text primary key,
  id text not null unique,
  body text not null,
  createdAt integer not null
);
create table if not exists profileSettings (id text primary key, body text not null, createdAt integer not null);

-- What the profile service drops without a word (docs/graph-contract.md#people-silent).
create table if not exists ignoredValues (
  connectionKey integer not null,
  itemId text not null,
  property text not null,
  value text not null,
  reason text not null
);
create index if not exists ignoredValues_item on ignoredValues (connectionKey, itemId);
create table if not exists externalGroups (
  connectionKey integer not null,
  id text not null,
  body text not null,
  primary key (connectionKey, id)
) without rowid;
create trigger if not exists externalGroups_added after insert on externalGroups begin
  update connections set groupCount = groupCount + 1 where key = new.connectionKey;
end;
create trigger if not exists externalGroups_removed after delete on externalGroups begin
  update connections set groupCount = groupCount - 1 where key = old.connectionKey;
end;
create table if not exists groupMembers (
  connectionKey integer not null,
  groupId text not null,
  id text not null,
  type text not null,
  primary key (connectionKey, groupId, id)
) without rowid;
create table if not exists activities (
  connectionKey integer not null,
  itemId text not null,
  body text not null,
  addedAt integer not null
);
create index if not exists activities_item on activities (connectionKey, itemId);
${authorityTables}${directoryTables}${peopleTables}${searchTables}`
