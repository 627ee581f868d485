DROP INDEX "one_live_sync_per_connection";--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "abort_rules" jsonb;--> statement-breakpoint
ALTER TABLE "syncs" ADD COLUMN "abort_rules" jsonb;--> statement-breakpoint
CREATE UNIQUE INDEX "one_live_sync_per_connection" ON "syncs" USING btree ("connection_id") WHERE status in ('queued', 'running', 'paused');--> statement-breakpoint
-- Such runs were called succeeded before.
UPDATE "syncs" SET "status" = 'with-errors' WHERE "status" = 'succeeded' AND ("counts"->>'failed')::int > 0;
