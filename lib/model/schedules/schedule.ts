import { z } from 'zod'
import { isTimeZone } from './time-zone'

/** Runs closer together than this would only wait for each other. */
export const leastMinutes = 5

const minutesOfWeek = 7 * 24 * 60

/**
 * When runs start: every so many minutes, counted from midnight UTC, by a cron expression of five fields, or after each run
 * of another connection that has read its source and succeeded.
 */
export const ScheduleRule = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('interval'),
    minutes: z
      .int({ error: 'Type a whole number of minutes.' })
      .min(leastMinutes, `At least ${leastMinutes} minutes have to lie between two runs.`)
      .max(minutesOfWeek, 'At most a week may lie between two runs. Use a cron expression for longer.'),
  }),
  z.object({
    kind: z.literal('cron'),
    expression: z
      .string()
      .trim()
      .min(1, 'Type a cron expression, such as 0 2 * * *.')
      .max(100, 'The cron expression is longer than 100 letters.'),
  }),
  z.object({
    kind: z.literal('after'),
    connectionId: z.string().min(1, 'Choose a connection.').max(32),
  }),
])
export type ScheduleRule = z.infer<typeof ScheduleRule>

const TimeOfDay = z
  .string()
  .max(5)
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Type a time such as 08:30.')

/** A time in which nothing starts: from one time of these days (0 is Sunday) to another, of the next day if it is earlier. */
export const Blackout = z.object({
  days: z.array(z.int().min(0).max(6)).min(1, 'Choose at least one day.').max(7),
  from: TimeOfDay,
  to: TimeOfDay,
})
export type Blackout = z.infer<typeof Blackout>

/**
 * `skip`: a run that is due while another one goes on is skipped. `queue`: it starts when that one is over. `replace`: the
 * same, and a later one takes the place of one that still waits.
 */
export const OverlapPolicy = z.enum(['skip', 'queue', 'replace'])
/** What happens with runs that were due while no worker was there. */
export const MissedPolicy = z.enum(['catch-up', 'skip'])

export const ScheduleSettings = z.object({
  rule: ScheduleRule,
  timeZone: z.string().max(100).refine(isTimeZone, 'Choose a time zone such as Europe/Berlin.'),
  overlap: OverlapPolicy,
  missed: MissedPolicy,
  blackouts: z.array(Blackout).max(10, 'At most 10 times without runs.'),
})
export type ScheduleSettings = z.infer<typeof ScheduleSettings>

/** What a schedule can run: everything, only what the source says has changed, or the members of groups. */
export const ScheduledType = z.enum(['full', 'incremental', 'groups'])
export type ScheduledType = z.infer<typeof ScheduledType>
