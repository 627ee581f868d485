import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { startTestEmulator } from '../../support/emulator'
import { folder } from '../own-process'

const page = readFileSync('docs/emulator-clients.md', 'utf8')

/** The first program under a heading of the page. */
function program(heading: string) {
  const [, section = ''] = page.split(`\n## ${heading}\n`)
  const code = /```\w+\n(.*?)```/s.exec(section.split('\n## ')[0] ?? '')?.[1]
  if (!code) throw new Error(`docs/emulator-clients.md has no program for ${heading}.`)
  return code
}

test.each([
  ['curl', 'bash', 'program.sh'],
  ['TypeScript', process.execPath, 'program.ts'],
  ['Python', 'python3', 'program.py'],
])('the program in %s of the page runs as it stands there', async (language, command, name) => {
  const { url, tenantId, app, state } = await startTestEmulator()
  const { clientId, clientSecret } = app('everything')
  const file = join(folder(), name)
  writeFileSync(file, program(language))

  const { stdout } = await promisify(execFile)(command, [file], {
    env: {
      ...process.env,
      GRAPH: url,
      AUTHORITY: url,
      TENANT_ID: tenantId,
      CLIENT_ID: clientId,
      CLIENT_SECRET: clientSecret,
    },
  })

  const id = `from${language.toLowerCase()}`
  expect(stdout.trim().split('\n')).toEqual([id])
  expect((await state()).connections).toMatchObject([{ id, name: `From ${language}` }])
})

test('what is not run says so', () => {
  for (const language of ['C#', 'PowerShell']) {
    expect(page).toContain(`## ${language}\n\nNot run here.`)
    expect(page).toMatch(new RegExp(`\\| ${language} +\\| not run`))
  }
})

test('a link of the page leads to a heading', () => {
  const [, anchor = ''] = /emulator\.md#([\w-]+)/.exec(page) ?? []
  const headings = [...readFileSync('docs/emulator.md', 'utf8').matchAll(/^#+ (.+)$/gm)]
  expect(headings.map(([, title = '']) => title.toLowerCase().replaceAll(' ', '-'))).toContain(anchor)
})
