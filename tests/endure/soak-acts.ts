import { type Client, client } from '../support/client'
import type { Console } from '../support/start-console'

export const pages = [
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

export const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T

export interface Act {
  name: string
  send: (who: Client, console: Console) => Promise<Response | null>
}

/** What people and their browsers do. */
export const usual: Act[] = [
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
/** What somebody sends who means harm. */
export const hostile: Act[] = [
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
