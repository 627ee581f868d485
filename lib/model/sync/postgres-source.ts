import { z } from 'zod'

/** A query of a PostgreSQL database; the connection string is its secret. */
export const PostgresConfig = z.object({
  query: z.string().trim().min(1, 'Type the query that gives the records.').max(50_000),
  /** How long the database may take for one step. */
  timeoutSeconds: z.number().int().min(1).max(3_600).default(300),
  /** For a query with $1 in it: the column that tells when a record changed. $1 is its highest value so far, or null. */
  changes: z.object({ field: z.string().min(1).max(200) }).optional(),
})
export type PostgresConfig = z.infer<typeof PostgresConfig>
