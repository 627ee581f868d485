export const authorityTables = `
create table if not exists deviceCodes (
  hash text primary key,
  userCode text not null unique,
  clientId text not null,
  scopes text not null,
  expiresAt integer not null,
  declined integer not null default 0,
  userId text
);
-- What people consented to for themselves. What an administrator did for all of them is in the app.
create table if not exists consents (
  clientId text not null,
  userId text not null,
  scope text not null,
  primary key (clientId, userId, scope)
);
`
