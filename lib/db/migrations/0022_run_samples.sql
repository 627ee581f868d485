CREATE TABLE "run_samples" (
	"sync_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"ms" integer NOT NULL,
	"sent" integer NOT NULL,
	"unchanged" integer NOT NULL,
	"failed" integer NOT NULL,
	"in_flight_low" integer NOT NULL,
	"in_flight_high" integer NOT NULL,
	"limit" integer NOT NULL,
	"throttled" integer NOT NULL,
	"held_ms" integer NOT NULL,
	"median_ms" integer,
	CONSTRAINT "run_samples_sync_id_at_pk" PRIMARY KEY("sync_id","at")
);
--> statement-breakpoint
ALTER TABLE "run_samples" ADD CONSTRAINT "run_samples_sync_id_syncs_id_fk" FOREIGN KEY ("sync_id") REFERENCES "public"."syncs"("id") ON DELETE cascade ON UPDATE no action;