import { z } from 'zod'

/** A record of at most so many entries. What is sent to the console has a maximum everywhere. */
export const boundedRecord = <K extends z.core.$ZodRecordKey, V extends z.ZodType>(
  key: K,
  value: V,
  maxEntries: number,
) =>
  z
    .record(key, value)
    .refine((record) => Object.keys(record).length <= maxEntries, `At most ${maxEntries} entries.`)
    .meta({ maxEntries })
