CREATE TABLE "external_groups" (
	"connection_id" text NOT NULL,
	"group_id" text NOT NULL,
	"display_name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"state" text NOT NULL,
	"asked" boolean DEFAULT false NOT NULL,
	"members_known" boolean DEFAULT true NOT NULL,
	"problem" jsonb,
	"tries" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "external_groups_connection_id_group_id_pk" PRIMARY KEY("connection_id","group_id")
);
--> statement-breakpoint
CREATE TABLE "group_members" (
	"connection_id" text NOT NULL,
	"group_id" text NOT NULL,
	"member_id" text NOT NULL,
	"type" text NOT NULL,
	"name" text NOT NULL,
	"state" text NOT NULL,
	"problem" jsonb,
	"tries" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone,
	"added_by" text NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "group_members_connection_id_group_id_member_id_pk" PRIMARY KEY("connection_id","group_id","member_id")
);
--> statement-breakpoint
ALTER TABLE "external_groups" ADD CONSTRAINT "external_groups_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_members" ADD CONSTRAINT "group_members_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_members" ADD CONSTRAINT "member_of_group" FOREIGN KEY ("connection_id","group_id") REFERENCES "public"."external_groups"("connection_id","group_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "external_groups_due" ON "external_groups" USING btree ("next_at") WHERE next_at is not null;--> statement-breakpoint
CREATE INDEX "group_members_by_member" ON "group_members" USING btree ("connection_id","member_id");--> statement-breakpoint
CREATE INDEX "group_members_due" ON "group_members" USING btree ("next_at") WHERE next_at is not null;--> statement-breakpoint
CREATE INDEX "acls_by_entry" ON "acls" USING gin (entries jsonb_path_ops);