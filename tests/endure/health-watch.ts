import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Asks `/healthz` of WATCHED_URL four times a second and prints what came and when, one JSON for each. It is a process
 * of its own, so that nothing but the portal makes an answer late.
 */
for (;;) {
  const began = performance.now()
  const { status } = await fetch(`${process.env.WATCHED_URL}/healthz`)
  const ms = performance.now() - began
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), status, ms })}\n`)
  await sleep(250)
}
