CREATE TABLE "debts" (
	"connection_id" text NOT NULL,
	"cause" text NOT NULL,
	"below" integer NOT NULL,
	"items" integer NOT NULL,
	"detail" jsonb NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "debts_connection_id_cause_pk" PRIMARY KEY("connection_id","cause")
);
--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "schema_version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "ledger" ADD COLUMN "sent_under" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "operations" ADD COLUMN "reingest" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "syncs" ADD COLUMN "not_held" integer;--> statement-breakpoint
ALTER TABLE "syncs" ADD COLUMN "unregistered" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "debts" ADD CONSTRAINT "debts_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;