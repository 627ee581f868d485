ALTER TABLE "ledger" ADD COLUMN "created_in" uuid;--> statement-breakpoint
ALTER TABLE "syncs" ADD COLUMN "staged" integer DEFAULT 0 NOT NULL;