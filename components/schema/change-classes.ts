import type { SchemaChange } from '@/lib/model/schema/diff'

/** What a change means for the items that are there already. */
export const changeClasses = {
  refused: { title: 'Refused by Graph', short: 'Graph refuses it', tone: 'bad' },
  reingest: { title: 'After the items are sent again', short: 'Needs re-ingestion', tone: 'warn' },
  now: { title: 'At once', short: 'Works at once', tone: 'ok' },
} as const satisfies Record<SchemaChange['class'], { title: string; short: string; tone: string }>
