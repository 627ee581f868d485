ALTER TABLE "connections" ADD COLUMN "answer" jsonb;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "schema" jsonb;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "schema_seen_at" timestamp with time zone;