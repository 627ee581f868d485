CREATE TABLE "connections" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text,
	"first_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text,
	"gone_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "grants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"oid" text NOT NULL,
	"role" text NOT NULL,
	"connection_id" text NOT NULL,
	"granted_by" text NOT NULL,
	"granted_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "one_grant_per_role" UNIQUE("oid","role","connection_id")
);
--> statement-breakpoint
ALTER TABLE "uploads" ALTER COLUMN "size" SET DEFAULT 0;--> statement-breakpoint
ALTER TABLE "uploads" ALTER COLUMN "encoding" SET DEFAULT '';--> statement-breakpoint
ALTER TABLE "uploads" ALTER COLUMN "delimiter" SET DEFAULT '';--> statement-breakpoint
ALTER TABLE "uploads" ALTER COLUMN "columns" SET DEFAULT '[]'::jsonb;--> statement-breakpoint
ALTER TABLE "uploads" ALTER COLUMN "rows" SET DEFAULT 0;--> statement-breakpoint
ALTER TABLE "operations" ADD COLUMN "schema_of" text GENERATED ALWAYS AS (case when kind = 'schema' then connection_id end) STORED;--> statement-breakpoint
-- An upload that is there has been complete until now.
ALTER TABLE "uploads" ADD COLUMN "complete" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "uploads" ALTER COLUMN "complete" SET DEFAULT false;--> statement-breakpoint
-- A parent for every child, of connections that were deleted long ago too: the next look at Graph's list says that
-- they are gone. The kind is known of those that were created in this console; Graph tells that of the others.
INSERT INTO "connections" ("id", "first_seen_at", "last_seen_at", "kind", "created_by")
SELECT children.connection_id, min(children.at), max(children.at),
	CASE WHEN creation.category = 'people' THEN 'people' WHEN creation.category IS NOT NULL THEN 'content' END,
	creation.username
FROM (
	SELECT connection_id, saved_at AS at FROM schema_drafts
	UNION ALL SELECT connection_id, uploaded_at FROM uploads
	UNION ALL SELECT connection_id, saved_at FROM sources
	UNION ALL SELECT connection_id, created_at FROM syncs
	UNION ALL SELECT connection_id, min(pushed_at) FROM ledger GROUP BY connection_id
	UNION ALL SELECT connection_id, max(pushed_at) FROM ledger GROUP BY connection_id
	UNION ALL SELECT schema_of, started_at FROM operations WHERE schema_of IS NOT NULL
) AS children
LEFT JOIN (
	SELECT DISTINCT ON (target) target, username, input->>'contentCategory' AS category
	FROM audit WHERE action = 'createConnection' AND outcome = 'done'
	ORDER BY target, id DESC
) AS creation ON creation.target = children.connection_id
GROUP BY children.connection_id, creation.category, creation.username;--> statement-breakpoint
-- Left by an upload that broke off, or by a run that is no longer there: nobody can reach them.
DELETE FROM "upload_chunks" WHERE "upload_id" NOT IN (SELECT "id" FROM "uploads");--> statement-breakpoint
DELETE FROM "sync_errors" WHERE "sync_id" NOT IN (SELECT "id" FROM "syncs");--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger" ADD CONSTRAINT "ledger_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operations" ADD CONSTRAINT "operations_schema_of_connections_id_fk" FOREIGN KEY ("schema_of") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schema_drafts" ADD CONSTRAINT "schema_drafts_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sources" ADD CONSTRAINT "sources_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sync_errors" ADD CONSTRAINT "sync_errors_sync_id_syncs_id_fk" FOREIGN KEY ("sync_id") REFERENCES "public"."syncs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "syncs" ADD CONSTRAINT "syncs_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upload_chunks" ADD CONSTRAINT "upload_chunks_upload_id_uploads_id_fk" FOREIGN KEY ("upload_id") REFERENCES "public"."uploads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;