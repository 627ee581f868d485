import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import { nextBin } from './build'

const tsx = createRequire(import.meta.url).resolve('tsx')

type Variables = Record<string, string | undefined>

/** Starts a TypeScript program of this project with the runtime of this process. */
export function startProgram(
  file: string,
  env: Variables,
  stdout: 'pipe' | 'inherit' = 'pipe',
  stderr: 'pipe' | 'inherit' = 'inherit',
): ChildProcess {
  return spawn(process.execPath, ['--import', tsx, file], {
    env: { ...process.env, ...env },
    stdio: ['ignore', stdout, stderr],
  })
}

/**
 * A page leaves much behind that lives only as long as its request. With the 16 MB that V8 gives to what is new, part of it
 * is moved to the old space, whose collections stop the whole server for longer.
 */
const youngSpace = '--max-semi-space-size=64'

/** Starts the built portal, or with `dev` the one that is built as it runs, on `host` and `port`. */
export function startPortal(env: Variables, host: string, port: number, mode: 'start' | 'dev' = 'start') {
  return spawn(process.execPath, [youngSpace, nextBin, mode, '-H', host, '-p', String(port)], {
    env: {
      ...process.env,
      NODE_ENV: mode === 'start' ? 'production' : 'development',
      NEXT_TELEMETRY_DISABLED: '1',
      // Next would end the process without waiting for the sync worker. The worker ends the process instead.
      NEXT_MANUAL_SIG_HANDLE: 'true',
      ...env,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}

/** Waits until `url` answers with success. Throws when the process ends first or the time runs out. */
export async function answers(
  url: string,
  current: () => ChildProcess | undefined,
  seconds = 60,
): Promise<void> {
  const end = Date.now() + seconds * 1000
  while (Date.now() < end) {
    const code = current()?.exitCode ?? null
    if (code !== null) throw new Error(`The process for ${url} ended with code ${code}.`)
    const response = await fetch(url).catch(() => null)
    if (response?.ok) return
    await sleep(100)
  }
  throw new Error(`${url} did not answer within ${seconds} s.`)
}

/** Ends a process by a signal, and SIGKILL when it still runs after twenty seconds. */
export async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  const late = sleep(20_000, 'late', { ref: false })
  if ((await Promise.race([gone, late])) === 'late') child.kill('SIGKILL')
  await gone
}
