ALTER TABLE "sources" ADD COLUMN "secrets" text;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "watermark" text;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "format" jsonb DEFAULT '{"type":"csv","gzip":false,"encoding":"utf-8","delimiter":",","quote":"\"","path":""}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "choice" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "bad_rows" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "problems" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
UPDATE "uploads" SET "format" = jsonb_build_object('type','csv','gzip',false,'encoding',"encoding",'delimiter',"delimiter",'quote','"','path','') WHERE "complete";