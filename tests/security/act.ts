import { readFileSync } from 'node:fs'
import type { Client } from '../support/client'

interface Reference {
  workers: Record<string, unknown>
  exportedName?: string
}

export interface Action {
  id: string
  name: string
  /** A page that has it. */
  page: string
}

/** Every action of the build, with a page that has it. */
export const actions = (): Action[] => {
  const manifest = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8'))
  return Object.entries(manifest.node as Record<string, Reference>).map(
    ([id, { workers, exportedName = '' }]) => ({
      id,
      name: exportedName,
      page: addressOf(Object.keys(workers)[0]?.replace(/\/page$/, '') ?? ''),
    }),
  )
}

/** The address of a file in `app`, with an id that fits in each of its places. */
export const addressOf = (path: string) =>
  path
    .replace(/^app/, '')
    .replace(/\/\([^)]+\)/g, '')
    .replace(/\[\.\.\.\w+\]/g, 'nowhere')
    .replace(/\[(connectionId)\]/g, 'hr')
    .replace(/\[\w+\]/g, '00000000-0000-4000-8000-000000000000') || '/'

/** Calls an action as the browser would, with any input. */
export async function act(who: Client, origin: string, { id, page }: Action, input: unknown = {}) {
  const headers = {
    origin,
    'next-action': id,
    accept: 'text/x-component',
    'content-type': 'text/plain;charset=UTF-8',
  }
  const response = await who.send(page, { method: 'POST', headers, body: JSON.stringify([input]) })
  const text = await response.text()
  return {
    status: response.status,
    code: /"problem":\{"code":"([a-z-]+)"/.exec(text)?.[1],
    done: /"ok":true/.test(text),
    text,
  }
}
