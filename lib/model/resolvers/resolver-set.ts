import { z } from 'zod'
import { boundedRecord } from '../bounded-record'
import { Resolver } from './resolver'

/** A resolver in the editor. */
export const Entry = z.object({
  /** Names it while it is edited: Graph's resolvers have no id. */
  key: z.string().min(1).max(40),
  /** Its place in the list that was read, null for a new one. */
  from: z.number().int().min(0).max(63).nullable(),
  /** null for an entry of another kind, which is kept as it is. */
  resolver: Resolver.nullable(),
})
export type Entry = z.infer<typeof Entry>

/** What is edited, and the list as it was read when the edit began: the base of every comparison. */
export const ResolverSet = z.object({
  base: z.array(boundedRecord(z.string().max(1_000), z.unknown(), 1_000)).max(64),
  entries: z.array(Entry).max(64),
})
export type ResolverSet = z.infer<typeof ResolverSet>
