import { z } from 'zod'

/** Docs name letters and digits, the guide base64 that is safe in addresses (docs/graph-contract.md#group-id). */
export const GroupId = z
  .string()
  .trim()
  .min(1, 'A group needs an id.')
  .max(128, 'A group id has at most 128 characters.')
  .regex(/^[A-Za-z0-9_-]*$/, 'A group id has only letters A–Z, digits, _ and -.')

export const GroupNames = z.object({
  displayName: z
    .string()
    .trim()
    .min(1, 'Give the group a name.')
    .max(128, 'A name has at most 128 characters.'),
  description: z.string().trim().max(512, 'A description has at most 512 characters.'),
})

export const NewGroup = GroupNames.extend({ groupId: GroupId })
export type NewGroup = z.infer<typeof NewGroup>
