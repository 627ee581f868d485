import { z } from 'zod'
import { writeJson } from '../exact-json'
import { propertyTypes } from '../schema/property-types'
import type { PropertyType } from '../schema/schema'

export const Acl = z.object({
  type: z.enum(['user', 'group', 'everyone', 'everyoneExceptGuests', 'externalGroup']),
  value: z.string().min(1),
  accessType: z.enum(['grant', 'deny']),
})
export type Acl = z.infer<typeof Acl>

/** Who reads an item of people data, named as samples name it (docs/graph-contract.md#people-everyone). */
export const everybody: Acl = { type: 'everyone', value: 'everyone', accessType: 'grant' }

export const Principal = z.object({
  '@odata.type': z.literal('microsoft.graph.externalConnectors.principal'),
  upn: z.string().optional(),
  entraId: z.string().optional(),
  externalName: z.string().optional(),
})
export type Principal = z.infer<typeof Principal>

export const PropertyValue = z.union([
  z.string(),
  z.number(),
  // A whole number that a double cannot hold.
  z.bigint(),
  z.boolean(),
  z.array(z.string()),
  z.array(z.union([z.number(), z.bigint()])),
  Principal,
  z.array(Principal),
])
export type PropertyValue = z.infer<typeof PropertyValue>

/** The body of a PUT of an item: its id is in the address. Annotations stand among the properties. */
export const ExternalItem = z.object({
  acl: z.array(Acl).min(1),
  properties: z.record(z.string(), PropertyValue),
  content: z.object({ type: z.enum(['text', 'html']), value: z.string() }).optional(),
})
export type ExternalItem = z.infer<typeof ExternalItem>

// Much faster than \P{ASCII}, and called for every text of every row.
const nonAscii = /[\u0080-\uffff]/

/** The `x@odata.type` that goes with a value, if it needs one. */
export function annotation(type: PropertyType, value: PropertyValue): string | null {
  const plain = type === 'string' && typeof value === 'string' && !nonAscii.test(value)
  return plain ? null : propertyTypes[type].odataType
}

/**
 * Graph takes 30 MB since July 2026 and took 4 MB before; some clouds may still
 * (docs/graph-contract.md#item-size).
 */
export const bodyLimits = { warn: 4_000_000, refuse: 30_000_000 }

export const bodyBytes = (item: ExternalItem) => new TextEncoder().encode(writeJson(item)).length
