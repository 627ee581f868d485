import { z } from 'zod'

/** The roles of the console, the least one first. What each may do is in `lib/access/roles.ts`. */
export const Role = z.enum(['Reader', 'Operator', 'PeopleAdmin', 'Admin'])
export type Role = z.infer<typeof Role>

/** What `ROLE_MAP` gives for an app role or a directory role: a role, or none. */
export const MappedRole = z.enum([...Role.options, 'None'])
export type MappedRole = z.infer<typeof MappedRole>
