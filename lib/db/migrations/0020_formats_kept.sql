ALTER TABLE "uploads" DROP COLUMN "encoding";--> statement-breakpoint
ALTER TABLE "uploads" DROP COLUMN "delimiter";