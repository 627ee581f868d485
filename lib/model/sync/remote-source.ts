import { z } from 'zod'

/** How long a connector may be silent, in minutes. */
const Silence = z
  .number()
  .int('Type whole minutes.')
  .min(1, 'At least a minute.')
  .max(1_440, 'At most a day, which is 1,440 minutes.')

/** A connector that lives elsewhere: it is asked to start, sends its items to Graph itself, and reports how far it is. */
export const RemoteConfig = z.object({
  url: z
    .url({ protocol: /^https?$/, error: 'Type an address such as https://connector.contoso.com/start.' })
    .max(2_000),
  /** After so long without a report its run is given up as lost. */
  silentMinutes: Silence.default(10),
})
export type RemoteConfig = z.infer<typeof RemoteConfig>

const Count = z.number().int().min(0).max(1_000_000_000)

/** What such a connector reports. Counts are of the whole run so far, so a report that got lost costs nothing. */
export const RemoteReport = z
  .object({
    runId: z.uuid(),
    /** Rises with each report of a run: one that was overtaken on its way does not count. */
    sequence: z.number().int().min(1).max(1_000_000_000),
    state: z.enum(['running', 'succeeded', 'failed']).default('running'),
    /** How many rows there are in all, as soon as it is known. */
    total: Count.nullish(),
    counts: z.object({
      sent: Count,
      /** How many of the sent items are new. */
      created: Count.default(0),
      unchanged: Count.default(0),
      failed: Count.default(0),
      deleted: Count.default(0),
    }),
    /** Rows that failed since the last report. */
    errors: z
      .array(
        z.object({
          row: z.number().int().min(1).max(1_000_000_000),
          itemId: z.string().max(128).nullish(),
          code: z.string().regex(/^[\w.-]{1,100}$/),
          message: z.string().min(1).max(1_000),
          graphRequestId: z.string().max(100).nullish(),
        }),
      )
      .max(200)
      .default([]),
    /** Why it failed. */
    message: z.string().max(1_000).optional(),
  })
  .refine(({ counts }) => counts.created <= counts.sent, {
    path: ['counts', 'created'],
    error: 'More items were created than sent.',
  })
  .refine(({ counts, total }) => (total ?? Infinity) >= counts.sent + counts.unchanged + counts.failed, {
    path: ['total'],
    error: 'The total is less than the rows that are done.',
  })
export type RemoteReport = z.infer<typeof RemoteReport>
