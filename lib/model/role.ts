import { z } from 'zod'

export const Role = z.enum(['Reader', 'Operator', 'Admin'])
export type Role = z.infer<typeof Role>

/** Reader sees, Operator also runs syncs, Admin also changes. */
export const allows = (has: Role, needs: Role) => Role.options.indexOf(has) >= Role.options.indexOf(needs)

/** What a role claim gives. A People Administrator changes people settings and reads the rest. */
export const Grant = z.enum(['Admin', 'Operator', 'Reader', 'PeopleAdmin', 'None'])
export type Grant = z.infer<typeof Grant>
