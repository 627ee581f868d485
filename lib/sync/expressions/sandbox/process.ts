import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { limits } from '../messages'

/** Texts, as the realm takes and gives them: a row as JSON, its values as JSON by field. */
export interface Batch {
  rows: string[]
  /** Unless given, all. */
  fields?: readonly string[]
}

/** The process had to be ended, or it died of what it was given. */
export class SandboxEnded extends Error {
  constructor(readonly why: 'time' | 'memory') {
    super(`A process for expressions ended for want of ${why}`)
  }
}

interface Answer {
  compiled?: string
  values?: string[]
  done?: true
}

const path = 'lib/sync/expressions/sandbox/program.mjs'

/**
 * A process that evaluates expressions, and can do nothing else. A thread would not do: a text of 500 MB that an
 * expression makes in one step ends the whole process of a thread, whatever its limits
 * (docs/decisions/expressions-in-a-process.md).
 */
export class Sandbox {
  private readonly child: ChildProcess
  private ended: SandboxEnded | undefined
  private readonly inbox: Answer[] = []
  private wake: () => void = () => {}

  constructor(private readonly silentMs: number) {
    // Next bundles this file, so the program is found from the folder of the project and not from here.
    const program = join(/* turbopackIgnore: true */ process.cwd(), path)
    this.child = fork(/* turbopackIgnore: true */ program, [], {
      // Windows starts no program without this one.
      env: { NODE_ENV: 'production', SystemRoot: process.env.SystemRoot },
      execArgv: [`--max-old-space-size=${limits.memoryMb}`, ...withoutRights()],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    this.child.on('message', (answer) => {
      this.inbox.push(answer as Answer)
      this.wake()
    })
    this.child.on('exit', () => this.over('memory'))
    this.child.on('error', () => this.over('memory'))
  }

  /** Takes the expressions by field; answers what is wrong with them as JSON. */
  async compile(expressions: Readonly<Record<string, string>>): Promise<string> {
    const { compiled } = await this.ask({ compile: expressions })
    return compiled ?? '{}'
  }

  /** Gives the values of the rows to `take`, in their order. Throws SandboxEnded when one takes too long or too much. */
  async evaluate({ rows, fields }: Batch, take: (values: string) => void): Promise<void> {
    let next: object | null = { rows, fields: fields?.join('\n') }
    for (;;) {
      const { values = [], done } = await this.ask(next)
      for (const value of values) take(value)
      if (done) return
      next = null
    }
  }

  close(): void {
    this.child.removeAllListeners('exit')
    this.child.kill('SIGKILL')
  }

  /** Waits for the next answer, after sending something if there is something to send. */
  private async ask(message: object | null): Promise<Answer> {
    if (message && !this.ended) this.child.send(message, (error) => error && this.over('memory'))
    if (this.inbox.length === 0 && !this.ended) {
      const timer = setTimeout(() => this.over('time'), this.silentMs)
      await new Promise<void>((resolve) => {
        this.wake = resolve
      })
      clearTimeout(timer)
    }
    const answer = this.inbox.shift()
    if (answer) return answer
    throw this.ended
  }

  private over(why: 'time' | 'memory') {
    this.ended ??= new SandboxEnded(why)
    this.close()
    this.wake()
  }
}

/** No writing of files, no processes, no threads, no native code; an older Node has only the realm's walls. */
const withoutRights = () =>
  process.allowedNodeEnvironmentFlags.has('--permission') ? ['--permission', '--allow-fs-read=*'] : []
