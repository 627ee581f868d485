CREATE TABLE "failing" (
	"connection_id" text NOT NULL,
	"item_id" text NOT NULL,
	"code" text NOT NULL,
	"message" text NOT NULL,
	"field" text,
	"graph_request_id" text,
	"sync_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"tried" text NOT NULL,
	"runs" integer DEFAULT 1 NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_in" uuid NOT NULL,
	"aside_by" text,
	"aside_at" timestamp with time zone,
	"note" text,
	CONSTRAINT "failing_connection_id_item_id_pk" PRIMARY KEY("connection_id","item_id")
);
--> statement-breakpoint
ALTER TABLE "failing" ADD CONSTRAINT "failing_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;