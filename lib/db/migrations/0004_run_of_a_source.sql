ALTER TABLE "syncs" RENAME COLUMN "file_name" TO "source_name";--> statement-breakpoint
ALTER TABLE "syncs" RENAME COLUMN "upload_id" TO "snapshot_id";--> statement-breakpoint
ALTER TABLE "syncs" ALTER COLUMN "snapshot_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "syncs" ALTER COLUMN "total_rows" DROP NOT NULL;--> statement-breakpoint
-- Until now every source was a file.
ALTER TABLE "syncs" ADD COLUMN "source_kind" text DEFAULT 'file' NOT NULL;--> statement-breakpoint
ALTER TABLE "syncs" ALTER COLUMN "source_kind" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "kind" text DEFAULT 'file' NOT NULL;--> statement-breakpoint
ALTER TABLE "sources" ALTER COLUMN "kind" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "config" jsonb;--> statement-breakpoint
UPDATE "sources" SET "config" = jsonb_build_object('uploadId', "upload_id");--> statement-breakpoint
ALTER TABLE "sources" ALTER COLUMN "config" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "sources" DROP COLUMN "upload_id";
