import type { Answers, Ask } from '../../../platform/thread/protocol'
import { SandboxProcess } from '../../../sync/expressions/sandbox/process'
import { type SandboxAnswer, SandboxEnded, type SandboxLink } from '../../../sync/expressions/sandbox/sandbox'

type Told = { answer: SandboxAnswer } | { ended: SandboxEnded['why'] }

/** In a thread: the process for expressions, which the other side has, because what a thread starts outlives its end. */
export const distantSandbox =
  (ask: Ask) =>
  (silentMs: number): SandboxLink => ({
    async ask(message) {
      const told = (await ask('sandbox', { message, silentMs })) as Told
      if ('ended' in told) throw new SandboxEnded(told.ended)
      return told.answer
    },
    close: () => void ask('end of sandbox'),
  })

/** The other side of it. Close it afterwards. */
export function sandboxAnswers() {
  let process: SandboxProcess | undefined
  const close = () => {
    process?.close()
    process = undefined
  }
  const answers: Answers = {
    async sandbox({ message, silentMs }: { message: object | null; silentMs: number }): Promise<Told> {
      process ??= new SandboxProcess(silentMs)
      try {
        return { answer: await process.ask(message) }
      } catch (error) {
        if (error instanceof SandboxEnded) return { ended: error.why }
        throw error
      }
    },
    'end of sandbox': close,
  }
  return { answers, close }
}
