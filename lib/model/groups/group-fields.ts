import { z } from 'zod'
import { memberTypes } from './group'

const Field = z.string().min(1).max(500)

/** Which fields of a source's row name a group and a member of it. */
export const GroupFields = z.object({
  groupId: Field,
  member: Field,
  /** Says whether the member is a person, a group of Entra or an external group; without it all are of one kind. */
  kind: Field.optional(),
  /** What a member is whose row does not say it. */
  otherwise: z.enum(memberTypes).default('user'),
  displayName: Field.optional(),
  description: Field.optional(),
})
export type GroupFields = z.infer<typeof GroupFields>
