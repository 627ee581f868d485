import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export interface Import {
  /** From the root of the project, without an ending; packages are left out. */
  target: string
  /** Gone after compiling. */
  typeOnly: boolean
}

const statement = /^(?:import|export)\s+(type\s+)?([^'";]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm

export const sources = (...patterns: string[]) =>
  globSync(patterns).map((path) => ({ path, text: readFileSync(path, 'utf8') }))

/** What a file imports from this project. */
export function importsOf({ path, text }: { path: string; text: string }): Import[] {
  return [...text.matchAll(statement)].flatMap(([, type, names = '', from, dynamic]) => {
    const name = from ?? dynamic ?? ''
    const target = name.startsWith('@/')
      ? name.slice(2)
      : name.startsWith('.')
        ? join(dirname(path), name)
        : null
    const inner = /^\{(.*)\}\s*from\s*$/s.exec(names)?.[1]
    const typeOnly = type !== undefined || inner?.split(',').every(isType) === true
    return target ? [{ target, typeOnly }] : []
  })
}

const isType = (name: string) => name.trim() === '' || name.trim().startsWith('type ')
