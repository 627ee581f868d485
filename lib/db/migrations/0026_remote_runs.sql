CREATE TABLE "remote_runs" (
	"sync_id" uuid PRIMARY KEY NOT NULL,
	"accepted_at" timestamp with time zone,
	"heard_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sequence" integer DEFAULT 0 NOT NULL,
	"silent_minutes" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "remote_runs" ADD CONSTRAINT "remote_runs_sync_id_syncs_id_fk" FOREIGN KEY ("sync_id") REFERENCES "public"."syncs"("id") ON DELETE cascade ON UPDATE no action;