ALTER TABLE "syncs" ADD COLUMN "pace" double precision DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "syncs" ADD COLUMN "pacing" jsonb;