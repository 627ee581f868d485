import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

// `npm run sbom` prints the bill of materials of what the console runs with, on any platform. `npm sbom --omit dev` would
// leave out what a development dependency needs too, the library of the sign-in for one.

interface Entry {
  version?: string
  dev?: boolean
}

interface Bill {
  metadata: { component: { name: string } }
  components: { name: string; version: string; 'bom-ref': string }[]
  dependencies: { ref: string; dependsOn: string[] }[]
}

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'))
const { name } = read('package.json') as { name: string }
const { packages } = read('package-lock.json') as { packages: Record<string, Entry> }
const used = new Set(
  Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && !dev)
    .map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`),
)

const args = ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx']
const npm = { encoding: 'utf8', maxBuffer: 100_000_000, shell: process.platform === 'win32' } as const
const bill = JSON.parse(execFileSync('npm', args, npm)) as Bill
const components = bill.components.filter((one) => used.has(`${one.name}@${one.version}`))
const refs = new Set(components.map((one) => one['bom-ref']))
// npm calls the program as its folder is called.
bill.metadata.component.name = name
const dependencies = bill.dependencies
  .filter(({ ref }) => refs.has(ref) || ref.startsWith(`${name}@`))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => refs.has(one)) }))

process.stdout.write(`${JSON.stringify({ ...bill, components, dependencies }, null, 2)}\n`)
