import { expect, test } from 'vitest'
import { sources } from './files'

/** Open on purpose: signing in and out, with checks of its own; an operator's probes; an empty frame. */
const open = new Set([
  'app/auth/start/route.ts',
  'app/auth/callback/route.ts',
  'app/auth/sign-out/route.ts',
  'app/healthz/route.ts',
  'app/readyz/route.ts',
  'app/card-frame/route.ts',
])

const exportsOf = (text: string) => [...text.matchAll(/^export\s+(.*)$/gm)].map(([, what = '']) => what)
const ofMethod = (text: string) => exportsOf(text).filter((what) => !/^(type|interface)\b/.test(what))

const routes = sources('app/**/route.ts')
const actions = sources('{app,components,lib}/**/*.{ts,tsx}').filter(({ text }) =>
  /['"]use server['"]/.test(text),
)

test('every route is made by route, download, upload, signed or posted, which authenticate, authorize and parse', () => {
  const unguarded = routes
    .filter(({ path }) => !open.has(path))
    .flatMap(({ path, text }) =>
      ofMethod(text)
        .filter(
          (what) =>
            !/^const (GET = (?:route|download)|PUT = upload|POST = (?:signed|posted))\($/.test(
              what.replace(/\(.*$/, '('),
            ),
        )
        .map((what) => `${path}: export ${what}`),
    )
  expect(routes.length).toBeGreaterThan(open.size)
  expect(unguarded).toEqual([])
})

test('what is open on purpose is there', () => {
  expect([...open].filter((path) => !routes.some((route) => route.path === path))).toEqual([])
})

test('every action is a line over a command, in a file that says so', () => {
  const unguarded = actions.flatMap(({ path, text }) =>
    exportsOf(text)
      .filter((what) => !/^const (\w+) = action\(\w+\.\1\)$/.test(what))
      .map((what) => `${path}: export ${what}`),
  )
  const elsewhere = actions.filter(
    ({ path, text }) => !/\/actions\.ts$/.test(path) || !text.startsWith("'use server'"),
  )
  expect(actions.length).toBeGreaterThan(3)
  expect([...unguarded, ...elsewhere.map(({ path }) => path)]).toEqual([])
})

test('every page asks who is there', () => {
  const pages = sources('app/(admin)/**/page.tsx')
  expect(pages.length).toBeGreaterThan(5)
  expect(
    pages
      .filter(
        ({ text }) =>
          !/\bawait (pageContext|readConnection)\(|\bpageContext\(\)\]|^export default connectionPage\(/m.test(
            text,
          ),
      )
      .map(({ path }) => path),
  ).toEqual([])
})
