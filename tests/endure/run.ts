import { clock } from './clock'
import { disk } from './disk'
import { kills } from './kills'
import { killsGroups } from './kills-groups'
import { killsGroupsPglite } from './kills-groups-pglite'
import { killsPglite } from './kills-pglite'
import { soak } from './soak'
import { uploads } from './uploads'

const all: Record<string, (argument?: string) => Promise<boolean>> = {
  clock,
  disk,
  kills,
  'kills-groups': killsGroups,
  'kills-groups-pglite': killsGroupsPglite,
  'kills-pglite': killsPglite,
  soak,
  uploads,
}

/** `npm run endure -- NAME`: what takes too long for every test run. Prints JSON; exit code 1 when it did not hold. */
const [name = '', argument] = process.argv.slice(2)
const endure = all[name]
if (endure) {
  endure(argument).then(
    (held) => process.exit(held ? 0 : 1),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
      process.exit(1)
    },
  )
} else {
  process.stderr.write(`There is no endurance run "${name}". There are: ${Object.keys(all).join(', ')}.\n`)
  process.exit(1)
}
