import { z } from 'zod'
import { boundedRecord } from '../bounded-record'
import { canonical } from '../items/canonical'
import { Access } from './access'
import { Column } from './column'
import { DateOrder } from './date-order'
import { Expression } from './expression'
import { ValueFormat } from './value-format'

const PropertyName = z.string().max(200)

export { defaultSeparator } from './separator'

/** A value as one types it, converted to the type of its property. */
const Constant = z.string().min(1).max(10_000)

/** How one schema property gets its value from a row. */
export const PropertyMapping = z.discriminatedUnion('kind', [
  /** The column's value, converted to the property's type as its format says. */
  z.object({ kind: z.literal('column'), column: Column, default: Constant.optional(), ...ValueFormat.shape }),
  /** What an expression makes of the record, converted the same way. */
  z.object({
    kind: z.literal('expression'),
    expression: Expression,
    default: Constant.optional(),
    ...ValueFormat.shape,
  }),
  /** The same value for every item. */
  z.object({ kind: z.literal('constant'), value: Constant, separator: ValueFormat.shape.separator }),
  /**
   * A profile entity (docs/graph-contract.md#people-json) as a JSON string: path in the entity → column, for
   * example `{ 'detail.jobTitle': 'Job title' }`. A stringCollection gets one entity per part of the columns
   * split at `separator`; a column with one part serves every entity.
   */
  z.object({
    kind: z.literal('entity'),
    fields: boundedRecord(z.string().max(500), Column, 500),
    separator: ValueFormat.shape.separator,
    /** By column: what comes first in its dates. */
    dateOrders: boundedRecord(Column, DateOrder, 500).optional(),
  }),
])
export type PropertyMapping = z.infer<typeof PropertyMapping>

const FromColumn = z.object({ column: Column })
const FromExpression = z.object({ expression: Expression })
const ContentType = z.object({ type: z.enum(['text', 'html']) })

/** How a row of a table becomes an external item. Keys of `properties` are schema property names. */
export const Mapping = z.object({
  itemId: z.union([FromColumn, FromExpression]),
  properties: boundedRecord(PropertyName, PropertyMapping, 500),
  content: z
    .union([FromColumn.extend(ContentType.shape), FromExpression.extend(ContentType.shape)])
    .optional(),
  /** Who may read the items; people items are always `everyone` (docs/graph-contract.md#people-everyone). */
  access: Access,
})
export type Mapping = z.infer<typeof Mapping>

/** A mapping being edited: the column of the item id may not be chosen yet. */
export const MappingDraft = Mapping.partial({ itemId: true })
export type MappingDraft = z.infer<typeof MappingDraft>

/** Whether two mappings say the same, whatever the order of their members. */
export const sameMapping = (one: MappingDraft | null, other: MappingDraft | null) =>
  canonical(one) === canonical(other)
