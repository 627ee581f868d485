import type { Version } from '../kernel/http'
import { defaultSwitches, type Switches } from '../switches/switches'
import { refuse } from './refusal'

export type Json = Record<string, unknown>

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The members of a JSON object under the names that the type has for them: Graph does not mind the case of
 * a name, but refuses one that the type lacks. Annotations (`@odata.type` and the like) are left out.
 */
export function readMembers<Name extends string>(
  value: unknown,
  type: string,
  names: readonly Name[],
): Partial<Record<Name, unknown>> {
  if (!isObject(value)) refuse(`A value of type '${type}' has to be a JSON object.`)
  const found: Partial<Record<Name, unknown>> = {}
  for (const [key, member] of Object.entries(value)) {
    if (key.includes('@')) continue
    const name = names.find((candidate) => candidate.toLowerCase() === key.toLowerCase())
    if (!name) {
      refuse(
        `The property '${key}' does not exist on type '${type}'. Make sure to only use property names that are defined by the type.`,
        key,
      )
    }
    if (Object.hasOwn(found, name)) refuse(`The property '${name}' is there twice.`, name)
    found[name] = member
  }
  return found
}

/** The members of a type that has more of them in beta than in v1.0. */
export function readVersioned<Name extends string, Beta extends string>(
  value: unknown,
  type: string,
  names: readonly Name[],
  betaNames: readonly Beta[],
  version: Version,
  rules: Switches = defaultSwitches,
): Partial<Record<Name | Beta, unknown>> {
  if (version === 'beta') return readMembers(value, type, [...names, ...betaNames])
  const found = readMembers<Name | Beta>(
    value,
    type,
    rules.betaMembers === 'drop' ? [...names, ...betaNames] : names,
  )
  for (const name of betaNames) delete found[name]
  return found
}

/** A member of an enumeration, written in any case. */
export function enumMember<Name extends string>(names: readonly Name[], value: unknown): Name | undefined {
  if (typeof value !== 'string') return undefined
  return names.find((name) => name.toLowerCase() === value.toLowerCase())
}

/** A value as a message shows it: short, whatever it is. */
export const shown = (value: unknown) =>
  typeof value === 'string'
    ? `'${value.slice(0, 100)}'`
    : value === undefined
      ? 'nothing'
      : `a ${typeof value}`

export function readEnum<Name extends string>(names: readonly Name[], value: unknown, target: string): Name {
  return (
    enumMember(names, value) ??
    refuse(`Invalid value for '${target}': ${shown(value)}. Use one of ${names.join(', ')}.`, target)
  )
}

export function readText(value: unknown, target: string): string {
  return typeof value === 'string' ? value : refuse(`'${target}' has to be a string.`, target)
}

/** Microsoft's own examples write booleans as strings (docs/graph-contract.md#schema-spellings). */
export function readBoolean(value: unknown, target: string): boolean {
  if (typeof value === 'boolean') return value
  const word = typeof value === 'string' ? value.toLowerCase() : ''
  if (word === 'true' || word === 'false') return word === 'true'
  return refuse(`'${target}' has to be true or false.`, target)
}

export function readList<Element>(
  value: unknown,
  target: string,
  read: (element: unknown, target: string) => Element,
): Element[] {
  if (!Array.isArray(value)) refuse(`'${target}' has to be an array.`, target)
  return value.map((element, index) => read(element, `${target}[${index}]`))
}

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export const isGuid = (value: unknown): value is string => typeof value === 'string' && guid.test(value)
