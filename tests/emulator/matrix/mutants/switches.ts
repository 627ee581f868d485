import { rules } from '../../../../lib/emulator/matrix/matrix'
import { ownRules } from '../../../../lib/emulator/matrix/own-rules'
import { connectionSwitches } from '../../../../lib/emulator/switches/connections'
import { itemSwitches } from '../../../../lib/emulator/switches/items'
import { peopleSwitches } from '../../../../lib/emulator/switches/people'
import { requestSwitches } from '../../../../lib/emulator/switches/requests'
import { searchSwitches } from '../../../../lib/emulator/switches/search'
import type { Switch } from '../../../../lib/emulator/switches/switch'
import type { Mutant } from './mutant'

const files: Record<string, readonly Switch[]> = {
  'switches/requests.ts': requestSwitches,
  'switches/connections.ts': connectionSwitches,
  'switches/items.ts': itemSwitches,
  'switches/people.ts': peopleSwitches,
  'switches/search.ts': searchSwitches,
}

/** Each rule that a switch turns, with the switch in every other position from the start. */
export const turnedDefaults = (): Mutant[] =>
  [...rules, ...ownRules].flatMap(({ id: of, switch: turn }) =>
    Object.entries(files).flatMap(([file, all]) =>
      all
        .filter(({ name }) => name === turn)
        .flatMap((one) => others(one).map((change) => ({ of, file, change }))),
    ),
  )

const written = (value: string | number) => (typeof value === 'string' ? `'${value}'` : String(value))

function others({ name, values, default: otherwise }: Switch) {
  const text = (value: string | number) =>
    `name: '${name}', values: [${values.map(written).join(', ')}], default: ${written(value)},`
  return values
    .filter((value) => value !== otherwise)
    .map((value) => ({ from: text(otherwise), to: text(value) }))
}
