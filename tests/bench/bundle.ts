import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { ensureBuild } from '@/lib/cli/build'
import { report } from './report'

const budget = 180_000
const stats = '.next/diagnostics/route-bundle-stats.json'

interface RouteStats {
  route: string
  firstLoadChunkPaths: string[]
}

/** The script that a browser loads before a page answers, per route, as the build itself reports its files. */
export async function bundle(): Promise<boolean> {
  await ensureBuild((line) => process.stderr.write(`${line}\n`))
  const routes = JSON.parse(await readFile(stats, 'utf8')) as RouteStats[]
  if (routes.length === 0) throw new Error(`${stats} names no route.`)
  const sizes = new Map<string, Promise<number>>()
  const size = (path: string) => {
    const known = sizes.get(path) ?? readFile(path).then((text) => gzipSync(text).byteLength)
    sizes.set(path, known)
    return known
  }
  let ok = true
  for (const { route, firstLoadChunkPaths } of routes) {
    const parts = await Promise.all(firstLoadChunkPaths.map(size))
    const value = parts.reduce((sum, part) => sum + part, 0)
    const metric = `first-load JavaScript of ${route}`
    ok = report('bundle', { metric, value, unit: 'bytes gzip', budget: { atMost: budget } }) && ok
  }
  return ok
}
