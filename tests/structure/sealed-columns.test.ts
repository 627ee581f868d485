import { getTableColumns, is } from 'drizzle-orm'
import { PgCustomColumn, PgTable } from 'drizzle-orm/pg-core'
import { expect, test } from 'vitest'
import * as schema from '@/lib/db/schema'
import { sealedColumns } from '@/lib/services/sealed-columns'

// `open` takes only what a column of the type `sealed` gives (lib/db/schema/sealed.ts), so a secret in another column does
// not compile.
test('every column that holds sealed texts is rotated by `npm run keys:rotate`', () => {
  const sealed = Object.values(schema)
    .filter((table) => is(table, PgTable))
    .flatMap((table) => Object.values(getTableColumns(table)))
    .filter((column) => is(column, PgCustomColumn) && column.getSQLType() === 'text')

  expect(sealed.length).toBeGreaterThan(5)
  expect(new Set(sealedColumns.map(({ column }) => column))).toEqual(new Set(sealed))
})
