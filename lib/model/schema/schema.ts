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
  name: z.string(),
  type: PropertyType,
  description: z.string().optional(),
  labels: z.array(z.string()).optional(),
  aliases: z.array(z.string()).optional(),
  isSearchable: z.boolean().optional(),
  isQueryable: z.boolean().optional(),
  isRetrievable: z.boolean().optional(),
  isRefinable: z.boolean().optional(),
})
export type Property = z.infer<typeof Property>

export const ConnectorSchema = z.object({
  baseType: z.literal('microsoft.graph.externalItem'),
  properties: z.array(Property),
})
export type ConnectorSchema = z.infer<typeof ConnectorSchema>

export const emptySchema: ConnectorSchema = { baseType: 'microsoft.graph.externalItem', properties: [] }
