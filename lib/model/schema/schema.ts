import { z } from 'zod'

/** Types of schema properties (docs/graph-contract.md#property-types). There is no booleanCollection. */
export const PropertyType = z.enum([
  'string',
  'int64',
  'double',
  'dateTime',
  'boolean',
  'stringCollection',
  'int64Collection',
  'doubleCollection',
  'dateTimeCollection',
  'principal',
  'principalCollection',
])
export type PropertyType = z.infer<typeof PropertyType>

/**
 * A schema property, with Graph's own names. The shape is loose about values that break a rule, so that a
 * half-edited draft can be held and shown: `checkSchema` in `schema-rules.ts` says what is wrong with it.
 * Unknown labels are kept as they came (an evolvable enum).
 */
export const Property = z.object({
  name: z.string().max(500, 'A name can have 500 letters here, and 32 at Graph.'),
  type: PropertyType,
  description: z.string().max(5_000, 'A description can have 5,000 letters here.').optional(),
  labels: z.array(z.string().max(200)).max(100, 'A property can have 100 labels here.').optional(),
  aliases: z.array(z.string().max(500)).max(200, 'A property can have 200 aliases here.').optional(),
  isSearchable: z.boolean().optional(),
  isQueryable: z.boolean().optional(),
  isRetrievable: z.boolean().optional(),
  isRefinable: z.boolean().optional(),
})
export type Property = z.infer<typeof Property>

/** Of all properties together: each problem with one offers the list without it, which is sent to every reader. */
export const mostInAll = { aliases: 2_000, labels: 1_000 }

const within = (part: keyof typeof mostInAll) => (properties: readonly Property[]) =>
  properties.reduce((sum, property) => sum + (property[part]?.length ?? 0), 0) <= mostInAll[part]

export const ConnectorSchema = z.object({
  baseType: z.literal('microsoft.graph.externalItem'),
  properties: z
    .array(Property)
    .max(500, 'A schema can have 500 properties here, and 128 at Graph.')
    .refine(within('aliases'), 'A schema can have 2,000 aliases here in all. Remove some.')
    .refine(within('labels'), 'A schema can have 1,000 labels here in all. Remove some.'),
})
export type ConnectorSchema = z.infer<typeof ConnectorSchema>

export const emptySchema: ConnectorSchema = { baseType: 'microsoft.graph.externalItem', properties: [] }
