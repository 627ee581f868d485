import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { keptFile } from '@/lib/cli/kept-file'

function folder() {
  const made = mkdtempSync(join(tmpdir(), 'kept-file-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return made
}

test('a key is made once, and only this account may read it', () => {
  const file = join(folder(), 'secret.key')

  expect(keptFile(file, () => 'first')).toBe('first')
  expect(keptFile(file, () => 'second')).toBe('first')
  expect(statSync(file).mode & 0o077).toBe(0)
})

test('a key that a full disk has left empty is created again', () => {
  const place = folder()
  const file = join(place, 'postgres.key')
  writeFileSync(file, '')

  expect(keptFile(file, () => 'again')).toBe('again')
  expect(readFileSync(file, 'utf8')).toBe('again')
  expect(readdirSync(place)).toEqual(['postgres.key'])
})
