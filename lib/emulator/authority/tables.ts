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
`
