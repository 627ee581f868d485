import type { FailingRecord } from '../../model/debts/failing'
import { maskedText, unquoted } from '../sync/people-data'

/** Of people data the id may name somebody, and the message and the note may quote what a row holds. */
export const maskedFailing = (record: FailingRecord): FailingRecord => ({
  ...record,
  itemId: maskedText(record.itemId),
  message: unquoted(record.code),
  aside: record.aside && { ...record.aside, note: maskedText(record.aside.note) },
})
