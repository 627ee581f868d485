CREATE TABLE "audit_anchors" (
	"through_id" bigint PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"entries" bigint NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_head" (
	"one" integer PRIMARY KEY NOT NULL,
	"entries" bigint NOT NULL,
	"audit_id" bigint NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "refusals" (
	"key" text PRIMARY KEY NOT NULL,
	"oid" text NOT NULL,
	"username" text NOT NULL,
	"action" text NOT NULL,
	"target" text,
	"message" text,
	"request_id" text NOT NULL,
	"count" integer NOT NULL,
	"since" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "intent" bigint;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "prev" text;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "hash" text;--> statement-breakpoint
CREATE INDEX "audit_by_intent" ON "audit" USING btree ("intent");--> statement-breakpoint
CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	-- Only what a retention anchor covers may be deleted; the chain goes on from the hash that the anchor keeps.
	IF TG_OP = 'DELETE' THEN
		IF OLD.id <= (SELECT coalesce(max(through_id), 0) FROM audit_anchors) THEN
			RETURN OLD;
		END IF;
	END IF;
	RAISE EXCEPTION 'rows of the audit log are only ever added';
END $$;
--> statement-breakpoint
CREATE FUNCTION audit_anchors_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'anchors of the audit log are only ever added';
END $$;
--> statement-breakpoint
DROP TRIGGER audit_append_only ON "audit";
--> statement-breakpoint
CREATE TRIGGER audit_no_update BEFORE UPDATE OR TRUNCATE ON "audit" FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
--> statement-breakpoint
CREATE TRIGGER audit_no_delete BEFORE DELETE ON "audit" FOR EACH ROW EXECUTE FUNCTION audit_append_only();
--> statement-breakpoint
CREATE TRIGGER audit_anchors_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_anchors" FOR EACH STATEMENT EXECUTE FUNCTION audit_anchors_append_only();
