import type { z } from 'zod'
import type { Permission } from '../access/permissions'
import type { Context } from './context'

/**
 * The connection that an input is about. `tenant`: none, so that a grant for one connection is not enough. `anywhere`:
 * the work itself leaves out what the actor may not see.
 */
export type On<Input> = 'tenant' | 'anywhere' | ((input: Input, context: Context) => string | Promise<string>)

interface UseCase<S extends z.ZodType, T, C> {
  name: string
  permission: Permission
  input: S
  on: On<z.output<S>>
  run: (context: C, input: z.output<S>) => Promise<T> | T
}

interface CommandContext extends Context {
  /** Has the audit log keep what the change replaces. */
  before: (value: unknown) => void
  /** Has the audit log keep what there is afterwards, where the input does not say it. */
  after: (value: unknown) => void
}

/** Something that changes the console or Graph: what an admin, an API caller or a schedule can do. */
export interface Command<S extends z.ZodType = z.ZodType, T = unknown> extends UseCase<S, T, CommandContext> {
  kind: 'command'
  /** What the audit log names as its object; unless given, the connection. */
  target?: (input: z.output<S>) => string
  /** Audits only what was refused or failed, for changes that are saved on every keystroke. */
  quiet?: boolean
  /**
   * What it changes, unless that is Graph or takes long. `console`: rows of the console alone; the work is one
   * transaction with its record, and Graph cannot be called in it. `asked`: the same after Graph or a source was asked;
   * the one transaction of its queue is the change, and has the record. `nothing`: it has no before and after.
   */
  changes?: 'console' | 'asked' | 'nothing'
}

/** Something that reads. */
export interface Query<S extends z.ZodType = z.ZodType, T = unknown> extends UseCase<S, T, Context> {
  kind: 'query'
  /** Whether the answer shows personal data in the clear. Then the audit log has who read it, before they see it. */
  reveals?(value: T): boolean
  /** What the audit log keeps of the input, where not all of it is worth it. */
  told?(input: z.output<S>): unknown
  /** It is asked for again and again while somebody looks: they are recorded once in ten minutes. */
  polled?: boolean
}

export const command = <S extends z.ZodType, T>(definition: Omit<Command<S, T>, 'kind'>): Command<S, T> => ({
  ...definition,
  kind: 'command',
})

export const query = <S extends z.ZodType, T>(definition: Omit<Query<S, T>, 'kind'>): Query<S, T> => ({
  ...definition,
  kind: 'query',
})
