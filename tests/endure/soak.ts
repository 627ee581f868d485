import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, client, signInOver } from '../support/client'
import { type Console, startConsole } from '../support/start-console'
import { haveConnection } from '../support/steps'

const clients = 200
const hostileShare = 0.01
const healthMs = 100

const accounts = ['alexw', 'luisg', 'megan', 'diegos', 'adelev', 'alland'].map(
  (name) => `${name}@contoso.com`,
)
const pages = [
  '/',
  '/connections',
  '/connections/helpdesk',
  '/connections/helpdesk/sync',
  '/connections/helpdesk/items',
  '/activity',
  '/profile-sources',
  '/alerts',
  '/sessions',
  '/sign-in',
  '/nowhere',
]
const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T

interface Tally {
  requests: number
  /** Connections that were refused or cut. */
  failed: number
  /** By what was asked and what was answered. */
  answers: Record<string, number>
  /** What answered with 500 or more. */
  errors: string[]
  healthMs: number[]
  megabytes: number[]
}

/**
 * 200 clients sign in, read, upload and are refused for ten minutes, and one request of a hundred is hostile. It holds
 * when `/healthz` always answers in time, nothing answers 500, and the memory of the portal levels off.
 */
export async function soak(minutes = '10'): Promise<boolean> {
  const console = await startConsole({ SIGN_INS_PER_ADDRESS: '100000', SESSIONS_PER_ACCOUNT: '1000' })
  const tally: Tally = { requests: 0, failed: 0, answers: {}, errors: [], healthMs: [], megabytes: [] }
  await haveConnection(console, 'helpdesk', { id: 'helpdesk', name: 'Helpdesk' })
  const until = Date.now() + Number(minutes) * 60_000
  try {
    await Promise.all([
      ...Array.from({ length: clients }, (_, n) => visit(console, tally, until, n)),
      watchHealth(console, tally, until),
    ])
  } finally {
    await console.close()
  }
  const held = judge(tally)
  const { healthMs: times, megabytes, ...counts } = tally
  const sorted = times.toSorted((a, b) => a - b)
  const at = (part: number) => Math.round(sorted[Math.floor((sorted.length - 1) * part)] ?? 0)
  const health = { median: at(0.5), p99: at(0.99), worst: at(1) }
  process.stdout.write(`${JSON.stringify({ minutes, ...counts, health, megabytes, held }, null, 2)}\n`)
  return Object.values(held).every(Boolean)
}

const judge = ({ errors, healthMs: times, megabytes }: Tally) => {
  const half = Math.floor(megabytes.length / 2)
  const most = (list: number[]) => Math.max(0, ...list)
  return {
    no500: errors.length === 0,
    health: times.length > 0 && times.every((ms) => ms < healthMs),
    memory: most(megabytes.slice(half)) < 1.25 * most(megabytes.slice(0, half)),
  }
}

async function visit(console: Console, tally: Tally, until: number, n: number) {
  await sleep(n * 100)
  const who = client(console)
  const account = accounts[n % accounts.length] ?? ''
  await counted(tally, 'sign in', () => signInOver(who, console, account).then(() => null))
  while (Date.now() < until) {
    const act = Math.random() < hostileShare ? pick(hostile) : pick(usual)
    await counted(tally, act.name, () => act.send(who, console))
    await sleep(2_000 + Math.random() * 4_000)
  }
}

interface Act {
  name: string
  send: (who: Client, console: Console) => Promise<Response | null>
}

const usual: Act[] = [
  { name: 'page', send: (who) => who.send(pick(pages)) },
  { name: 'page', send: (who) => who.send(pick(pages)) },
  { name: 'poll', send: (who) => who.send('/api/syncs/00000000-0000-4000-8000-000000000000') },
  { name: 'export', send: (who) => who.send('/api/activity/export?outcome=failed') },
  {
    name: 'upload',
    send: (who, { url }) =>
      who.send('/api/connections/helpdesk/uploads?fileName=a.csv', {
        method: 'PUT',
        headers: { origin: url },
        body: `id,title\n${'1,a\n'.repeat(1_000)}`,
      }),
  },
]

const form = 'application/x-www-form-urlencoded'
const hostile: Act[] = [
  {
    name: 'large form',
    send: (_, console) =>
      client(console).send('/auth/start', {
        method: 'POST',
        headers: { origin: console.url, 'content-type': form },
        body: `returnTo=${'a'.repeat(2_000_000)}`,
      }),
  },
  { name: 'forged answer', send: (who) => who.send(`/auth/callback?state=${'x'.repeat(5_000)}&code=1`) },
  { name: 'prototype', send: (who) => who.send('/sign-in?error=__proto__&returnTo=/.//evil.example') },
  {
    name: 'deep action',
    send: (who, { url }) =>
      who.send('/', {
        method: 'POST',
        headers: { origin: url, 'next-action': 'f'.repeat(42), 'content-type': 'text/plain' },
        body: `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      }),
  },
  { name: 'strange path', send: (who) => who.send('/api/connections/..%2f..%2fetc/uploads?fileName=%00') },
  {
    name: 'foreign upload',
    send: (who) =>
      who.send('/api/connections/helpdesk/uploads?fileName=a.csv', {
        method: 'PUT',
        headers: { origin: 'https://evil.example' },
        body: 'a',
      }),
  },
]

async function counted(tally: Tally, name: string, send: () => Promise<Response | null>) {
  tally.requests += 1
  try {
    const response = await send()
    if (!response) return
    const key = `${name} ${response.status}`
    tally.answers[key] = (tally.answers[key] ?? 0) + 1
    const text = await response.text()
    // 503 is what a full store or a database that is away answers, with words; it is no error of the console.
    if (response.status >= 500 && response.status !== 503 && tally.errors.length < 20)
      tally.errors.push(`${name}: ${response.status} ${text.slice(0, 200)}`)
  } catch {
    // A connection that was refused or cut: the console does that to a body that is too large.
    tally.failed += 1
  }
}

async function watchHealth(console: Console, tally: Tally, until: number) {
  for (let n = 0; Date.now() < until; n += 1) {
    const began = performance.now()
    const { status } = await fetch(`${console.url}/healthz`)
    tally.healthMs.push(performance.now() - began)
    if (status !== 200) tally.errors.push(`healthz: ${status}`)
    if (n % 20 === 0) tally.megabytes.push(residentMegabytes(console.pid('portal')))
    await sleep(500)
  }
}

const residentMegabytes = (pid = 0) =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024)
