CREATE TABLE "commands" (
	"id" uuid PRIMARY KEY NOT NULL,
	"connection_id" text NOT NULL,
	"records" jsonb NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"taken_under" uuid,
	"tries" integer DEFAULT 0 NOT NULL,
	"result" jsonb,
	"problem" jsonb,
	"asked_by" text NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "findings" (
	"sync_id" uuid NOT NULL,
	"item_id" text NOT NULL,
	"kind" text NOT NULL,
	"title" text,
	"what" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	CONSTRAINT "findings_sync_id_item_id_pk" PRIMARY KEY("sync_id","item_id")
);
--> statement-breakpoint
ALTER TABLE "syncs" ADD COLUMN "since" text;--> statement-breakpoint
ALTER TABLE "syncs" ADD COLUMN "watermark" text;--> statement-breakpoint
ALTER TABLE "commands" ADD CONSTRAINT "commands_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_sync_id_syncs_id_fk" FOREIGN KEY ("sync_id") REFERENCES "public"."syncs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "commands_by_connection" ON "commands" USING btree ("connection_id","status");--> statement-breakpoint
ALTER TABLE "ledger" DROP COLUMN "by_hand";