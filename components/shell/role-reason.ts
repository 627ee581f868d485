import { allows, type Role } from '@/lib/model/role'

/** Why somebody with this role may not use a control, or null. */
export const roleReason = (has: Role, needs: Role) =>
  allows(has, needs) ? null : `This needs the role ${needs}; you are signed in as ${has}.`
