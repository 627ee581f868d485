CREATE TABLE "acl_counts" (
	"connection_id" text NOT NULL,
	"hash" text NOT NULL,
	"items" integer NOT NULL,
	CONSTRAINT "acl_counts_connection_id_hash_pk" PRIMARY KEY("connection_id","hash")
);
--> statement-breakpoint
CREATE TABLE "item_counts" (
	"connection_id" text NOT NULL,
	"sent_under" integer NOT NULL,
	"items" integer NOT NULL,
	CONSTRAINT "item_counts_connection_id_sent_under_pk" PRIMARY KEY("connection_id","sent_under")
);
--> statement-breakpoint
ALTER TABLE "acl_counts" ADD CONSTRAINT "acl_counts_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_counts" ADD CONSTRAINT "item_counts_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "acl_counts_by_items" ON "acl_counts" USING btree ("connection_id","items");--> statement-breakpoint
CREATE INDEX "group_members_nested" ON "group_members" USING btree ("connection_id","group_id") WHERE type = 'externalGroup';--> statement-breakpoint
CREATE INDEX "ledger_by_acl" ON "ledger" USING btree ("connection_id","acl_hash","item_id");--> statement-breakpoint
CREATE INDEX "sync_errors_of_run" ON "sync_errors" USING btree ("sync_id",item_id collate "C");--> statement-breakpoint
CREATE FUNCTION ledger_counts_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO item_counts AS c (connection_id, sent_under, items)
		SELECT connection_id, sent_under, count(*) FROM new_rows GROUP BY 1, 2 ORDER BY 1, 2
		ON CONFLICT (connection_id, sent_under) DO UPDATE SET items = c.items + excluded.items;
	INSERT INTO acl_counts AS c (connection_id, hash, items)
		SELECT connection_id, acl_hash, count(*) FROM new_rows WHERE acl_hash IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2
		ON CONFLICT (connection_id, hash) DO UPDATE SET items = c.items + excluded.items;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION ledger_counts_updated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO item_counts AS c (connection_id, sent_under, items)
		SELECT connection_id, sent_under, sum(n) FROM (
			SELECT connection_id, sent_under, 1 AS n FROM new_rows
			UNION ALL SELECT connection_id, sent_under, -1 FROM old_rows) changed
		GROUP BY 1, 2 HAVING sum(n) <> 0 ORDER BY 1, 2
		ON CONFLICT (connection_id, sent_under) DO UPDATE SET items = c.items + excluded.items;
	INSERT INTO acl_counts AS c (connection_id, hash, items)
		SELECT connection_id, acl_hash, sum(n) FROM (
			SELECT connection_id, acl_hash, 1 AS n FROM new_rows
			UNION ALL SELECT connection_id, acl_hash, -1 FROM old_rows) changed
		WHERE acl_hash IS NOT NULL GROUP BY 1, 2 HAVING sum(n) <> 0 ORDER BY 1, 2
		ON CONFLICT (connection_id, hash) DO UPDATE SET items = c.items + excluded.items;
	DELETE FROM item_counts WHERE items = 0 AND connection_id IN (SELECT connection_id FROM old_rows);
	DELETE FROM acl_counts WHERE items = 0 AND connection_id IN (SELECT connection_id FROM old_rows);
	RETURN NULL;
END $$;
--> statement-breakpoint
-- With its connection its counts go, too, and none may come back.
CREATE FUNCTION ledger_counts_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE item_counts c SET items = c.items - gone.n
		FROM (SELECT connection_id, sent_under, count(*) AS n FROM old_rows GROUP BY 1, 2) gone
		WHERE c.connection_id = gone.connection_id AND c.sent_under = gone.sent_under;
	UPDATE acl_counts c SET items = c.items - gone.n
		FROM (SELECT connection_id, acl_hash, count(*) AS n FROM old_rows GROUP BY 1, 2) gone
		WHERE c.connection_id = gone.connection_id AND c.hash = gone.acl_hash;
	DELETE FROM item_counts WHERE items = 0 AND connection_id IN (SELECT connection_id FROM old_rows);
	DELETE FROM acl_counts WHERE items = 0 AND connection_id IN (SELECT connection_id FROM old_rows);
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER ledger_counts_inserted AFTER INSERT ON "ledger" REFERENCING NEW TABLE AS new_rows
	FOR EACH STATEMENT EXECUTE FUNCTION ledger_counts_inserted();
--> statement-breakpoint
CREATE TRIGGER ledger_counts_updated AFTER UPDATE ON "ledger" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
	FOR EACH STATEMENT EXECUTE FUNCTION ledger_counts_updated();
--> statement-breakpoint
CREATE TRIGGER ledger_counts_deleted AFTER DELETE ON "ledger" REFERENCING OLD TABLE AS old_rows
	FOR EACH STATEMENT EXECUTE FUNCTION ledger_counts_deleted();
--> statement-breakpoint
INSERT INTO item_counts (connection_id, sent_under, items)
	SELECT connection_id, sent_under, count(*) FROM ledger GROUP BY 1, 2;
--> statement-breakpoint
INSERT INTO acl_counts (connection_id, hash, items)
	SELECT connection_id, acl_hash, count(*) FROM ledger WHERE acl_hash IS NOT NULL GROUP BY 1, 2;
