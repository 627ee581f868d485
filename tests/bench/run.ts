import { bundle } from './bundle'
import { emulator } from './emulator'
import { items } from './items'
import { resolver } from './resolver'
import { sync } from './sync'
import { syncExpressions } from './sync-expressions'
import { syncMemory } from './sync-memory'
import { syncScale } from './sync-scale'
import { uploadMemory } from './upload-memory'
import { wire } from './wire'

type Bench = () => Promise<boolean>
const benches: Record<string, Bench> = { bundle, emulator, resolver, sync, wire }
/** Minutes long: these run only when they are named. */
const onDemand: Record<string, Bench> = {
  items,
  'sync-expressions': syncExpressions,
  'sync-memory': syncMemory,
  'sync-scale': syncScale,
  'upload-memory': uploadMemory,
}
const all = { ...benches, ...onDemand }

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !all[name])
if (unknown.length > 0) {
  process.stderr.write(
    `There is no benchmark ${unknown.join(', ')}. There are: ${Object.keys(all).join(', ')}.\n`,
  )
  process.exit(1)
}

/** A missed budget is told by `"ok":false`; the exit code says only whether everything could be measured. */
async function runAll() {
  const names = wanted.length > 0 ? wanted : Object.keys(benches)
  for (const name of names) await all[name]?.()
}

runAll().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(1)
  },
)
