import { z } from 'zod'
import { Column } from './column'
import { Expression } from './expression'
import { ValueFormat } from './value-format'

const Everyone = z.enum(['everyone', 'everyoneExceptGuests'])

/** Whose ids or names a rule is about: the same for every item, or what each record says. */
const Whom = z.union([
  z.object({ values: z.array(z.string().trim().min(1).max(200)).min(1).max(100) }),
  z.object({ column: Column, separator: ValueFormat.shape.separator }),
  z.object({ expression: Expression, separator: ValueFormat.shape.separator }),
])
export type Whom = z.infer<typeof Whom>

/** Entries of one type in the access list (docs/graph-contract.md#acl-entry). */
export const AccessRule = z.discriminatedUnion('type', [
  z.object({ type: z.literal('everyone') }),
  z.object({ type: z.literal('everyoneExceptGuests') }),
  z.object({
    type: z.enum(['user', 'group', 'externalGroup']),
    accessType: z.enum(['grant', 'deny']),
    from: Whom,
  }),
])
export type AccessRule = z.infer<typeof AccessRule>
export type ListedRule = Extract<AccessRule, { from: Whom }>

export const AccessRules = z.object({
  rules: z.array(AccessRule).min(1).max(20),
  /** A user who is not in the tenant: the row is not sent, or it is sent without that entry. */
  missing: z.enum(['fail', 'skip']),
  /** Who may read an item whose record names nobody. */
  whenEmpty: z.enum(['fail', ...Everyone.options]),
})
export type AccessRules = z.infer<typeof AccessRules>

/** Who may read the items: the same for all of them, or by rules. */
export const Access = z.union([Everyone, AccessRules])
export type Access = z.infer<typeof Access>
