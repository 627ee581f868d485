import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Graph } from '@/lib/graph/client'
import { listAll } from '@/lib/graph/collection'
import { withSignal } from '@/lib/graph/deadline'
import { failure } from '@/lib/graph/failure'

/** A Graph whose list goes on for ever; `page` names the next one. */
function endless(page: (n: number) => string) {
  const asked = { count: 0, signals: [] as (AbortSignal | undefined)[] }
  const graph = {
    call: async (_method: string, _path: string, _body: unknown, options?: { signal?: AbortSignal }) => {
      asked.count += 1
      asked.signals.push(options?.signal)
      return {
        status: 200,
        headers: new Headers(),
        body: { value: [1], '@odata.nextLink': page(asked.count) },
      }
    },
  } as unknown as Graph
  return { graph, asked }
}

test('a list that does not end is given up', async () => {
  const { graph, asked } = endless((n) => `/x?page=${n}`)

  await expect(listAll(graph, '/x', z.number())).rejects.toThrow('does not end (1000 pages)')
  expect(asked.count).toBe(1_000)
})

test('a list that leads back to itself is given up at once', async () => {
  const { graph, asked } = endless(() => '/x')

  await expect(listAll(graph, '/x', z.number())).rejects.toThrow('does not end')
  expect(asked.count).toBe(1)
})

test('what is read for somebody ends when they have left', async () => {
  const { graph, asked } = endless((n) => `/x?page=${n}`)
  const left = new AbortController()
  const reading = listAll(withSignal(graph, left.signal), '/x', z.number(), { signal: left.signal })
  left.abort(new Error('left'))

  await expect(reading).rejects.toThrow('left')
  expect(asked.count).toBeLessThan(5)
})

test('a text of Graph is cut to what helps', () => {
  const message = `<html>\n\t<body>\u0007${'x'.repeat(2_000_000)}`
  const { message: said } = failure({ status: 400, body: { error: { code: 'c', message } } }, 'get', '/x')

  expect(said.length).toBeLessThan(600)
  expect(said).toContain('<html> <body> xxx')

  const cut = { error: { code: 'c\ud800', message: `${'x'.repeat(499)}😀` } }
  const { message: told, graphCode } = failure({ status: 400, body: cut }, 'get', '/x')
  expect([told.isWellFormed(), graphCode?.isWellFormed()]).toEqual([true, true])
})
