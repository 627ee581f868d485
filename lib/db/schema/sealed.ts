import { customType } from 'drizzle-orm/pg-core'
import type { Sealed } from '../../platform/secret-box'

/** A secret, sealed: the only kind of column that opens. Each is in lib/services/sealed-columns.ts, so that keys can be exchanged. */
export const sealed = customType<{ data: Sealed }>({ dataType: () => 'text' })
