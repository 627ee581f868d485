CREATE TABLE "resolver_drafts" (
	"connection_id" text PRIMARY KEY NOT NULL,
	"set" jsonb NOT NULL,
	"saved_by" text NOT NULL,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "resolver_tests" (
	"connection_id" text NOT NULL,
	"key" text NOT NULL,
	"url" text NOT NULL,
	"expected" text,
	"saved_by" text NOT NULL,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "resolver_tests_connection_id_key_pk" PRIMARY KEY("connection_id","key")
);
--> statement-breakpoint
ALTER TABLE "ledger" ADD COLUMN "url" text;--> statement-breakpoint
ALTER TABLE "resolver_drafts" ADD CONSTRAINT "resolver_drafts_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resolver_tests" ADD CONSTRAINT "resolver_tests_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;