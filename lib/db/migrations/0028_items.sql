ALTER TABLE "ledger" ALTER COLUMN "item_id" SET DATA TYPE text COLLATE "C";--> statement-breakpoint
CREATE TABLE "acls" (
	"connection_id" text NOT NULL,
	"hash" text NOT NULL,
	"entries" jsonb NOT NULL,
	CONSTRAINT "acls_connection_id_hash_pk" PRIMARY KEY("connection_id","hash")
);
--> statement-breakpoint
ALTER TABLE "acls" ADD CONSTRAINT "acls_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ledger_by_version" ON "ledger" USING btree ("connection_id","sent_under","item_id");--> statement-breakpoint
CREATE INDEX "ledger_words" ON "ledger" USING gin (to_tsvector('simple', translate(coalesce(title, '') || ' ' || coalesce(url, ''), '/\:.@&=?#%+_-~', '              ')));--> statement-breakpoint
CREATE INDEX "sync_errors_by_item" ON "sync_errors" USING btree ("item_id");