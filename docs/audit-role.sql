-- A role for the console that can add to the audit log and change nothing in it, whatever is injected or misused.
-- Start the console once as the owner of the database, so that all tables are there. Run this file as the owner, give the
-- role a password (alter role connectors_console password '…'), and name it in DATABASE_URL. Repeat both after an update.
-- Entries are then deleted by the owner only: leave AUDIT_RETENTION_DAYS empty, or run a worker as the owner for it.
-- tests/db/audit-role.test.ts runs this file.

do $$
begin
  if not exists (select from pg_roles where rolname = 'connectors_console') then
    create role connectors_console login nosuperuser nocreatedb nocreaterole;
  end if;
  execute format('grant connect, create, temporary on database %I to connectors_console', current_database());
end
$$;

grant usage on schema public, drizzle, pgboss to connectors_console;
-- At its start the console makes sure that the list of migrations is there.
grant create on schema drizzle to connectors_console;
grant select on all tables in schema drizzle to connectors_console;
grant select, insert, update, delete on all tables in schema public, pgboss to connectors_console;
grant usage, select, update on all sequences in schema public, pgboss to connectors_console;
grant execute on all functions in schema public, pgboss to connectors_console;

-- The log itself: read and add. Its end (audit_head) moves with each entry.
revoke update, delete, truncate, references, trigger on audit, audit_anchors from connectors_console;
revoke insert on audit_anchors from connectors_console;
revoke delete, truncate on audit_head from connectors_console;
