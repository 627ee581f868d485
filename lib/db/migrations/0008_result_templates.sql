CREATE TABLE "checked_steps" (
	"connection_id" text NOT NULL,
	"step" text NOT NULL,
	"answer" text NOT NULL,
	"confirmed_by" text NOT NULL,
	"confirmed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "checked_steps_connection_id_step_pk" PRIMARY KEY("connection_id","step")
);
--> statement-breakpoint
CREATE TABLE "result_drafts" (
	"connection_id" text PRIMARY KEY NOT NULL,
	"draft" jsonb NOT NULL,
	"saved_by" text NOT NULL,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "checked_steps" ADD CONSTRAINT "checked_steps_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "result_drafts" ADD CONSTRAINT "result_drafts_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;