import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'

export const nextBin = createRequire(import.meta.url).resolve('next/dist/bin/next')

const sources = [
  'app',
  'components',
  'lib',
  'public',
  'next.config.mjs',
  'package-lock.json',
  'postcss.config.mjs',
]
const single = ['proxy.ts', 'instrumentation.ts', 'instrumentation-client.ts', 'tsconfig.json']
const stamp = join('.next', 'sources.sha256')

/** Builds the portal, unless the last build was made from the same sources. */
export async function ensureBuild(say: (line: string) => void): Promise<void> {
  const hash = await hashSources()
  const current =
    existsSync(join('.next', 'BUILD_ID')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash
  if (current) return
  say('Building the portal, once for this version …')
  await runBuild()
  writeFileSync(stamp, hash)
}

async function runBuild() {
  const env = {
    ...process.env,
    NODE_ENV: 'production' as const,
    NEXT_TELEMETRY_DISABLED: '1',
    // What makes the next build faster takes a quarter of this one, and most folders are built once.
    BUILD_CACHE: existsSync(stamp) ? 'on' : 'off',
  }
  const child = spawn(process.execPath, [nextBin, 'build'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const output: Buffer[] = []
  child.stdout.on('data', (data: Buffer) => output.push(data))
  child.stderr.on('data', (data: Buffer) => output.push(data))
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`The build failed:\n${Buffer.concat(output).toString().trim()}`)
}

async function hashSources() {
  const hash = createHash('sha256')
  for (const source of [...sources, ...single].filter(existsSync)) {
    for (const file of await filesOf(source)) hash.update(`${file}\0`).update(readFileSync(file))
  }
  return hash.digest('hex')
}

async function filesOf(path: string) {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOTDIR') return null
    throw error
  })
  if (!entries) return [path]
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
