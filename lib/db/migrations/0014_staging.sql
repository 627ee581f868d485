CREATE TABLE "approvals" (
	"sync_id" uuid NOT NULL,
	"what" text NOT NULL,
	"hash" text NOT NULL,
	"approved_by" text NOT NULL,
	"approved_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "approvals_sync_id_what_hash_pk" PRIMARY KEY("sync_id","what","hash")
);
--> statement-breakpoint
CREATE TABLE "blob_chunks" (
	"blob_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"data" "bytea" NOT NULL,
	CONSTRAINT "blob_chunks_blob_id_n_pk" PRIMARY KEY("blob_id","n")
);
--> statement-breakpoint
CREATE TABLE "blobs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"connection_id" text NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "deletions" (
	"sync_id" uuid NOT NULL,
	"item_id" text NOT NULL,
	"title" text,
	"state" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "deletions_sync_id_item_id_pk" PRIMARY KEY("sync_id","item_id")
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"sync_id" uuid PRIMARY KEY NOT NULL,
	"plan" jsonb NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "snapshots" (
	"id" uuid PRIMARY KEY NOT NULL,
	"connection_id" text NOT NULL,
	"source_kind" text NOT NULL,
	"source_name" text NOT NULL,
	"fields" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"rows" integer DEFAULT 0 NOT NULL,
	"first_rows" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"complete" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "ledger" ADD COLUMN "row_hash" text;--> statement-breakpoint
ALTER TABLE "ledger" ADD COLUMN "mapping_version" text;--> statement-breakpoint
ALTER TABLE "ledger" ADD COLUMN "acl_hash" text;--> statement-breakpoint
ALTER TABLE "ledger" ADD COLUMN "parts" text;--> statement-breakpoint
ALTER TABLE "ledger" ADD COLUMN "title" text;--> statement-breakpoint
ALTER TABLE "ledger" ADD COLUMN "size" integer;--> statement-breakpoint
ALTER TABLE "ledger" ADD COLUMN "by_hand" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "syncs" ADD COLUMN "type" text DEFAULT 'full' NOT NULL;--> statement-breakpoint
ALTER TABLE "syncs" ADD COLUMN "phase" text DEFAULT 'stage' NOT NULL;--> statement-breakpoint
ALTER TABLE "syncs" ADD COLUMN "plan_first" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "syncs" ADD COLUMN "basis" text;--> statement-breakpoint
ALTER TABLE "syncs" ADD COLUMN "source_config" jsonb;--> statement-breakpoint
ALTER TABLE "syncs" ADD COLUMN "retry_of" uuid;--> statement-breakpoint
ALTER TABLE "syncs" ADD COLUMN "selection" jsonb;--> statement-breakpoint
ALTER TABLE "syncs" ADD COLUMN "changes" jsonb DEFAULT '{"created":0,"updated":0,"deleted":0,"held":0}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_sync_id_syncs_id_fk" FOREIGN KEY ("sync_id") REFERENCES "public"."syncs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "blob_chunks" ADD CONSTRAINT "blob_chunks_blob_id_blobs_id_fk" FOREIGN KEY ("blob_id") REFERENCES "public"."blobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "blobs" ADD CONSTRAINT "blobs_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deletions" ADD CONSTRAINT "deletions_sync_id_syncs_id_fk" FOREIGN KEY ("sync_id") REFERENCES "public"."syncs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_sync_id_syncs_id_fk" FOREIGN KEY ("sync_id") REFERENCES "public"."syncs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snapshots" ADD CONSTRAINT "snapshots_id_blobs_id_fk" FOREIGN KEY ("id") REFERENCES "public"."blobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snapshots" ADD CONSTRAINT "snapshots_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "blobs_by_connection" ON "blobs" USING btree ("connection_id");--> statement-breakpoint
CREATE INDEX "snapshots_by_connection" ON "snapshots" USING btree ("connection_id","created_at");--> statement-breakpoint
INSERT INTO "blobs" ("id", "connection_id", "bytes") SELECT "id", "connection_id", "size" FROM "uploads";--> statement-breakpoint
UPDATE "syncs" SET "phase" = CASE WHEN "status" IN ('succeeded', 'with-errors') THEN 'finalize' WHEN "status" IN ('queued', 'running', 'paused') THEN 'stage' ELSE 'push' END, "source_config" = jsonb_build_object('uploadId', "snapshot_id"), "snapshot_id" = NULL WHERE "snapshot_id" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_id_blobs_id_fk" FOREIGN KEY ("id") REFERENCES "public"."blobs"("id") ON DELETE cascade ON UPDATE no action;
