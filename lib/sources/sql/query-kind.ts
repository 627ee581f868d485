import { fieldsOf } from '../fields'
import type { ReadFrom, SourceBatch, SourceContext, SourceKind } from '../source-kind'

export interface QueryBatch extends SourceBatch {
  /** The names of the columns, which are known even when there is no row. */
  columns: readonly string[]
}

/** The rows of a query; with `size` in batches of so many. */
export type ReadRows<Config> = (
  config: Config,
  from: ReadFrom,
  context: SourceContext,
  size?: number,
) => AsyncIterable<QueryBatch>

/** A source that is the rows of a query. What is of one database only is how it reads them. */
export const queryKind = <Config>(
  { name, config }: Pick<SourceKind<Config>, 'name' | 'config'>,
  rowsOf: ReadRows<Config>,
): SourceKind<Config> => ({
  name,
  config,
  secrets: ['connectionString'],

  async test(config, context) {
    for await (const _ of rowsOf(config, {}, context, 1)) return
  },

  async sample(config, context, count) {
    for await (const { records, columns } of rowsOf(config, {}, context, count))
      return { records, fields: fieldsOf(records, columns) }
    return { records: [], fields: [] }
  },

  read: (config, from, context) => rowsOf(config, from, context),
})
