/**
 * Calls `stop` when the process that started this one has gone, if it was npm or the one that keeps the console
 * running: a SIGTERM to npm ends the shell between it and us, which passes nothing on, and a `kill -9` tells nobody.
 */
export function onOrphaned(stop: () => void): void {
  if (!process.env.npm_lifecycle_event && !process.env.SUPERVISED) return
  const parent = process.ppid
  const timer = setInterval(() => process.ppid !== parent && stop(), 250)
  timer.unref()
}
