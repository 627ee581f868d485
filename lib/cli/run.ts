import type { ChildProcess } from 'node:child_process'
import { onOrphaned } from './orphaned'

export const say = (line: string) => process.stdout.write(`${line}\n`)

/**
 * Runs a command until it is told to stop. An Error becomes its message on stderr and exit code 1. SIGINT and
 * SIGTERM run what `onStop` was given, last first, and exit with 0; a child that ends on its own ends the rest.
 */
export function run(
  start: (
    onStop: (stop: () => Promise<void>, child?: ChildProcess) => void,
    /** Ends the command as failed. */
    fail: () => void,
  ) => Promise<void>,
): void {
  // The files that it and its children create are for this user alone.
  process.umask(0o077)
  // Its output may go to a file on a full disk. What it says there is lost then; that is no reason to end.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  const started = new AsyncDisposableStack()

  async function stop(code: number) {
    if (started.disposed) return
    await started.disposeAsync()
    process.exit(code)
  }

  process.on('SIGINT', () => void stop(0))
  process.on('SIGTERM', () => void stop(0))
  onOrphaned(() => void stop(0))

  start(
    (end, child) => {
      if (started.disposed) void end()
      else started.defer(end)
      child?.once('exit', () => void stop(1))
    },
    () => void stop(1),
  ).catch((error: unknown) => {
    if (!started.disposed) process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    void stop(1)
  })
}
