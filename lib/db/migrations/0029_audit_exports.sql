CREATE TABLE "audit_exports" (
	"place" text PRIMARY KEY NOT NULL,
	"through_id" bigint DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone DEFAULT now() NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"problem" text
);
