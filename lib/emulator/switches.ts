/**
 * A rule that nobody has documented, or that two sources tell differently, and how it can be turned. `strict`
 * is what it is in strict mode unless it was turned away from its default.
 */
type Switch = {
  name: string
  values: readonly (string | number)[]
  default: string | number
  strict?: string | number
  env: string
  /** Section of CONTRACT that tells what is known. */
  contract: string
  text: string
}

export const switches = [
  {
    name: 'lateProfileSource',
    values: ['ignore', 'accept'],
    default: 'ignore',
    env: 'EMULATOR_LATE_PROFILE_SOURCE',
    contract: '13',
    text: 'People items that were written before their profile source was registered never reach a profile.',
  },
  {
    name: 'unlistedProfileSource',
    values: ['last', 'ignore'],
    default: 'last',
    env: 'EMULATOR_UNLISTED_PROFILE_SOURCE',
    contract: '8.4',
    text: 'A registered profile source that the prioritized list leaves out comes last in profiles.',
  },
] as const satisfies readonly Switch[]

type Known = (typeof switches)[number]
export type SwitchName = Known['name']
export type Switches = { [One in Known as One['name']]: One['values'][number] }

export const defaultSwitches = Object.fromEntries(
  switches.map(({ name, default: value }) => [name, value]),
) as Switches

const byName = new Map<string, Switch>(switches.map((one) => [one.name, one]))

/** How a rule stands in a tenant. */
export function switched<Name extends SwitchName>(
  settings: Switches & { strict: boolean },
  name: Name,
): Switches[Name] {
  const known = byName.get(name)
  const value = settings[name]
  return settings.strict && value === known?.default ? ((known.strict ?? value) as Switches[Name]) : value
}

/** The switches that the environment turns. Throws a sentence for a value that a switch does not have. */
export function switchesFrom(env: Record<string, string | undefined>): Partial<Switches> {
  const turned = switches.flatMap(({ name, env: variable, values }) => {
    const text = env[variable]?.trim()
    if (!text) return []
    const value = values.find((one) => String(one).toLowerCase() === text.toLowerCase())
    if (value === undefined) throw new Error(`${variable} is one of ${values.join(', ')}, not "${text}".`)
    return [[name, value] as const]
  })
  return Object.fromEntries(turned) as Partial<Switches>
}
