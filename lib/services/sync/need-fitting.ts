import { columnsOfMapping } from '../../model/mapping/columns-of'
import type { Mapping } from '../../model/mapping/mapping'
import { AppError } from '../../platform/errors'
import type { SnapshotRow } from '../../snapshots/write-snapshot'

/** Refuses a mapping of another source: what it names and the records do not have would be left out of the items. */
export function needFitting(mapping: Mapping, { fields }: Pick<SnapshotRow, 'fields'>): void {
  // Not kept by a release before.
  if (fields.length === 0) return
  const had = new Set(fields)
  const missing = columnsOfMapping(mapping).find(
    // A field of a field is named by its path.
    (column) => !had.has(column) && !had.has(column.split('.')[0] ?? ''),
  )
  if (missing === undefined) return
  throw new AppError(
    'conflict',
    `The mapping names the column '${missing}', which the source did not have when these rows were read. Start a new run: it reads the source as it is now.`,
  )
}
