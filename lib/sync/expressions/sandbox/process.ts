import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { limits } from '../messages'
import { type SandboxAnswer, SandboxEnded, type SandboxLink } from './sandbox'

const path = 'lib/sync/expressions/sandbox/program.mjs'

/**
 * A process that evaluates expressions, and can do nothing else. A thread would not do: a text of 500 MB that an
 * expression makes in one step ends the whole process of a thread, whatever its limits
 * (docs/decisions/expressions-in-a-process.md).
 */
export class SandboxProcess implements SandboxLink {
  private readonly child: ChildProcess
  private ended: SandboxEnded | undefined
  private readonly inbox: SandboxAnswer[] = []
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
      this.inbox.push(answer as SandboxAnswer)
      this.wake()
    })
    this.child.on('exit', () => this.over('memory'))
    this.child.on('error', () => this.over('memory'))
  }

  close(): void {
    this.child.removeAllListeners('exit')
    this.child.kill('SIGKILL')
  }

  async ask(message: object | null): Promise<SandboxAnswer> {
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
