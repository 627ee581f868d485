ALTER TABLE "commands" ADD COLUMN "item" text;--> statement-breakpoint
ALTER TABLE "ledger" ADD COLUMN "by_hand" boolean DEFAULT false NOT NULL;