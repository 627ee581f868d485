import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import type { Command } from '../services/command'
import { problemOf, type Result } from '../services/result'
import { resources } from './context'
import { currentCall } from './request'
import { runCommand } from './run-command'

export type { Result } from '../services/result'

/** A server action over a command. It never throws at the browser. */
export const action =
  <S extends z.ZodType, T>(command: Command<S, T>) =>
  async (input: z.input<S>): Promise<Result<T>> => {
    const call = await currentCall()
    try {
      return await runCommand(call, command, input, await resources(), unstable_rethrow)
    } catch (error) {
      unstable_rethrow(error)
      return { ok: false, problem: problemOf(error, call.requestId, command.name) }
    }
  }
