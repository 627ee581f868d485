import { globSync, readFileSync } from 'node:fs'
import { addressOf } from './act'

export interface Route {
  method: string
  /** The query or command that it is made over. */
  over: string
  address: string
}

/** What is made over a query or a command: it asks who somebody is and what they may do. */
const guarded = /^export const (\w+) = (?:route|download|upload|posted)\((\w+)\)/gm

/** What everybody may ask, or who signs the request instead of signing in. Each has tests of its own. */
const open = [
  'app/auth/start/route.ts',
  'app/auth/callback/route.ts',
  'app/auth/sign-out/route.ts',
  'app/card-frame/route.ts',
  'app/healthz/route.ts',
  'app/readyz/route.ts',
  'app/api/connections/[connectionId]/report/route.ts',
  'app/api/connections/[connectionId]/trigger/route.ts',
]

/** Every route of the source but the open ones. Throws for a route that is made in another way. */
export const routes = (): Route[] =>
  globSync('app/**/route.ts')
    .filter((path) => !open.includes(path))
    .flatMap((path) => {
      const text = readFileSync(path, 'utf8')
      const found = [...text.matchAll(guarded)].map(([, method = '', over = '']) => ({ method, over }))
      const all = [...text.matchAll(/^export .*\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/gm)]
      if (found.length === 0 || found.length !== all.length)
        throw new Error(`${path} answers requests that nothing guards.`)
      return found.map((route) => ({ ...route, address: addressOf(path.replace(/\/route\.ts$/, '')) }))
    })

export const pages = (): string[] =>
  globSync('app/(admin)/**/page.tsx').map((path) => addressOf(path.replace(/\/page\.tsx$/, '')))
