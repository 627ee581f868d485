import { z } from 'zod'

/** A query of a MySQL or MariaDB database; the connection string is its secret. */
export const MysqlConfig = z.object({
  query: z.string().trim().min(1, 'Type the query that gives the records.').max(50_000),
  /** How long the query may take in all. */
  timeoutSeconds: z.number().int().min(1).max(3_600).default(300),
  /** For a query with ? in it: the column that tells when a record changed. ? is its highest value so far, or null. */
  changes: z.object({ field: z.string().min(1).max(200) }).optional(),
})
export type MysqlConfig = z.infer<typeof MysqlConfig>
