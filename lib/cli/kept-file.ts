import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

/**
 * What a file of the data folder holds, which only this account may read. Written the first time, as a whole or not at all: a
 * disk that is full would leave an empty one, and a key that is empty keeps the console from ever starting again.
 */
export function keptFile(file: string, make: () => string): string {
  const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
  if (kept) return kept
  const made = make()
  try {
    writeFileSync(`${file}.new`, made, { mode: 0o600, flush: true })
    renameSync(`${file}.new`, file)
  } catch (error) {
    rmSync(`${file}.new`, { force: true })
    throw error
  }
  return made
}
