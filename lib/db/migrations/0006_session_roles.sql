ALTER TABLE "sessions" ADD COLUMN "roles" jsonb;
--> statement-breakpoint
UPDATE "sessions" SET "roles" = CASE
	WHEN "role" IS NULL OR "people_role" IS NULL THEN '[]'::jsonb
	WHEN "role" = "people_role" THEN jsonb_build_array("role")
	WHEN "role" = 'Reader' AND "people_role" = 'Admin' THEN '["PeopleAdmin"]'::jsonb
	WHEN "people_role" = 'Admin' THEN jsonb_build_array("role", 'PeopleAdmin')
	ELSE jsonb_build_array("role")
END;
--> statement-breakpoint
ALTER TABLE "sessions" ALTER COLUMN "roles" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "sessions" DROP COLUMN "role";
--> statement-breakpoint
ALTER TABLE "sessions" DROP COLUMN "people_role";
