import { boolean, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { ScheduleOutcome } from '../../model/schedules/event'
import type { ScheduledType, ScheduleSettings } from '../../model/schedules/schedule'
import { at } from './at'
import { ofConnection } from './connections'

/** When runs of a connection start by themselves; one for each type of run. */
export const schedules = pgTable(
  'schedules',
  {
    id: uuid().primaryKey(),
    connectionId: ofConnection(),
    runType: text('run_type').$type<ScheduledType>().notNull(),
    settings: jsonb().$type<ScheduleSettings>().notNull(),
    paused: boolean().notNull().default(false),
    /** When it is due next. Whoever moves it on starts the run, so that one worker does. Null: never again. */
    nextAt: at('next_at'),
    savedBy: text('saved_by').notNull(),
    savedAt: at('saved_at').notNull().defaultNow(),
  },
  (t) => [
    unique('one_schedule_per_type').on(t.connectionId, t.runType),
    index('schedules_by_next').on(t.nextAt),
  ],
)

/** What became of the times at which a schedule was due. */
export const scheduleEvents = pgTable(
  'schedule_events',
  {
    id: uuid().primaryKey(),
    scheduleId: uuid('schedule_id')
      .notNull()
      .references(() => schedules.id, { onDelete: 'cascade' }),
    dueAt: at('due_at').notNull(),
    /** The last of several due times in a row that were left out for one reason. */
    lastDueAt: at('last_due_at').notNull(),
    times: integer().notNull().default(1),
    outcome: text().$type<ScheduleOutcome>().notNull(),
    /** Why it was left out or failed, as a sentence. */
    reason: text(),
    syncId: uuid('sync_id'),
    /** When a worker took it, by the clock of the database like `syncs.created_at`. */
    at: at('at').notNull().defaultNow(),
  },
  (t) => [index('schedule_events_by_time').on(t.scheduleId, t.dueAt)],
)
