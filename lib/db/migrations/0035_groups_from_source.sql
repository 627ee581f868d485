CREATE TABLE "group_sources" (
	"connection_id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"config" jsonb NOT NULL,
	"secrets" text,
	"fields" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"sample" text,
	"group_fields" jsonb NOT NULL,
	"saved_by" text NOT NULL,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "external_groups" ADD COLUMN "created_in" uuid;--> statement-breakpoint
ALTER TABLE "group_members" ADD COLUMN "from_source" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "group_members" ADD COLUMN "added_in" uuid;--> statement-breakpoint
ALTER TABLE "snapshots" ADD COLUMN "holds" text DEFAULT 'items' NOT NULL;--> statement-breakpoint
ALTER TABLE "syncs" ADD COLUMN "group_fields" jsonb;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "holds" text DEFAULT 'items' NOT NULL;--> statement-breakpoint
ALTER TABLE "group_sources" ADD CONSTRAINT "group_sources_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;