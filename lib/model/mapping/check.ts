import type { ConnectorSchema } from '../schema/schema'
import { checkColumns } from './check-columns'
import { checkEntityFields } from './check-entity-fields'
import type { ColumnDates } from './date-order'
import type { MappingDraft } from './mapping'
import type { MappingProblem } from './mapping-problem'

/** What keeps a mapping from making items of the file, and what will make them poor. */
export const checkMapping = (
  mapping: MappingDraft,
  columns: readonly string[],
  schema: ConnectorSchema,
  contentCategory: string | null | undefined,
  dates: Readonly<Record<string, ColumnDates>> = {},
): MappingProblem[] => [
  ...checkEntityFields(mapping, schema, dates),
  ...checkColumns(mapping, columns, schema, contentCategory, dates),
]
