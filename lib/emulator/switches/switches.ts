import { connectionSwitches } from './connections'
import { itemSwitches } from './items'
import { peopleSwitches } from './people'
import { requestSwitches } from './requests'
import { searchSwitches } from './search'
import { type Switch, variableOf } from './switch'

export const switches = [
  ...requestSwitches,
  ...connectionSwitches,
  ...itemSwitches,
  ...peopleSwitches,
  ...searchSwitches,
] as const

type Known = (typeof switches)[number]
export type SwitchName = Known['name']
export type Switches = { [One in Known as One['name']]: One['values'][number] }

const all: readonly Switch[] = switches

export const defaultSwitches = Object.fromEntries(
  switches.map(({ name, default: value }) => [name, value]),
) as Switches

/** The values of the switches in a tenant. */
export function rulesOf(settings: Switches & { strict: boolean }): Switches {
  if (!settings.strict) return settings
  const turned = all.flatMap(({ name, default: otherwise, strict }) =>
    strict !== undefined && settings[name as SwitchName] === otherwise ? [[name, strict] as const] : [],
  )
  return { ...settings, ...Object.fromEntries(turned) }
}

/** The switches from the environment. Throws a sentence for a value that a switch does not have. */
export function switchesFrom(env: Record<string, string | undefined>): Partial<Switches> {
  const turned = all.flatMap(({ name, values }) => {
    const variable = variableOf(name)
    const text = env[variable]?.trim()
    if (!text) return []
    const value = values.find((one) => String(one).toLowerCase() === text.toLowerCase())
    if (value === undefined) throw new Error(`${variable} is one of ${values.join(', ')}, not "${text}".`)
    return [[name, value] as const]
  })
  return Object.fromEntries(turned)
}
