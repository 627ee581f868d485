import { setTimeout as sleep } from 'node:timers/promises'
import { client, signInOver } from '../support/client'
import { type Console, startConsole } from '../support/start-console'
import { haveConnection } from '../support/steps'
import { type Watched, watchPortal } from './portal-watch'
import { hostile, pages, pick, usual } from './soak-acts'

const clients = 200
const hostileShare = 0.01
const healthMs = 100

const accounts = ['alexw', 'luisg', 'megan', 'diegos', 'adelev', 'alland'].map(
  (name) => `${name}@contoso.com`,
)

interface Tally {
  requests: number
  /** Connections that were refused or cut. */
  failed: number
  /** By what was asked and what was answered. */
  answers: Record<string, number>
  /** What answered with 500 or more. */
  errors: string[]
}

/**
 * 200 clients sign in, read, upload and are refused for ten minutes, and one request of a hundred is hostile. It holds
 * when `/healthz` always answers in time, nothing answers 500, and the memory of the portal levels off.
 */
export async function soak(minutes = '10'): Promise<boolean> {
  const console = await startConsole({ SIGN_INS_PER_ADDRESS: '100000', SESSIONS_PER_ACCOUNT: '1000' })
  const tally: Tally = { requests: 0, failed: 0, answers: {}, errors: [] }
  await haveConnection(console, 'helpdesk', { id: 'helpdesk', name: 'Helpdesk' })
  // What each page loads when it is first asked for belongs to the start of a portal.
  const first = await signedIn(console)
  for (const page of pages) await first.send(page)
  const until = Date.now() + Number(minutes) * 60_000
  const watching = watchPortal(console, until, healthMs)
  const visits = Array.from({ length: clients }, (_, n) => visit(console, tally, until, n))
  const [watched] = await Promise.all([watching, ...visits]).finally(() => console.close())

  const held = judge(tally, watched)
  const { healthMs: times, megabytes, seconds } = watched
  const sorted = times.toSorted((a, b) => a - b)
  const at = (part: number) => Math.round(sorted[Math.floor((sorted.length - 1) * part)] ?? 0)
  const health = { asked: times.length, median: at(0.5), p99: at(0.99), worst: at(1) }
  process.stdout.write(
    `${JSON.stringify({ minutes, ...tally, health, megabytes, seconds, held }, null, 2)}\n`,
  )
  return Object.values(held).every(Boolean)
}

const judge = ({ errors }: Tally, { healthMs: times, wrong, megabytes }: Watched) => {
  const half = Math.floor(megabytes.length / 2)
  const most = (list: number[]) => Math.max(0, ...list)
  return {
    no500: errors.length === 0 && wrong.length === 0,
    health: times.length > 0 && times.every((ms) => ms < healthMs),
    memory: most(megabytes.slice(half)) < 1.25 * most(megabytes.slice(0, half)),
  }
}

async function signedIn(console: Console) {
  const who = client(console)
  await signInOver(who, console, pick(accounts))
  return who
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
