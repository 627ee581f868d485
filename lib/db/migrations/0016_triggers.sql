CREATE TABLE "trigger_calls" (
	"connection_id" text NOT NULL,
	"call_id" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "trigger_calls_connection_id_call_id_pk" PRIMARY KEY("connection_id","call_id")
);
--> statement-breakpoint
CREATE TABLE "triggers" (
	"connection_id" text PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_called_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "trigger_calls" ADD CONSTRAINT "trigger_calls_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "triggers" ADD CONSTRAINT "triggers_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "trigger_calls_by_time" ON "trigger_calls" USING btree ("at");