import { parseJson, writeJson } from '../exact-json'
import { checkEntities, checkEntity } from '../people/check'
import { isObject } from '../people/people'
import type { ConnectorSchema, PropertyType } from '../schema/schema'
import type { ExternalItem } from './item'

type Value = string | string[]

/**
 * The value of a property with a person label: the JSON of a profile entity, or of one in each line for a collection. It is
 * held to what a value of a source is held to.
 */
export function entitiesFromHand(
  label: string,
  type: PropertyType,
  written: Value,
): { value: Value } | { problem: string } {
  const texts = [written].flat()
  const isList = type === 'stringCollection'
  if (!isList && texts.length > 1) return { problem: 'It takes one value.' }
  const where = (at: number) => (isList ? `Line ${at + 1}: ` : '')
  const entities: unknown[] = []
  for (const [at, text] of texts.entries()) {
    const entity = parsed(text)
    if (!isObject(entity))
      return {
        problem: `${where(at)}write a profile entity as JSON, such as {"displayName": "…"}.`,
      }
    const wrong = checkEntity(label, entity).find(({ severity }) => severity === 'error')
    if (wrong) return { problem: `${where(at)}${wrong.message}` }
    entities.push(entity)
  }
  const [together] = isList ? checkEntities(label, entities) : []
  if (together?.severity === 'error') return { problem: together.message }
  const values = entities.map((entity) => writeJson(entity))
  return { value: isList ? values : (values[0] ?? '') }
}

/** Whose profile the properties tell of: a user principal name or an object id. */
export function accountOf(
  schema: ConnectorSchema,
  properties: ExternalItem['properties'],
): string | undefined {
  const account = schema.properties.find(({ labels }) => labels?.includes('personAccount'))
  const value = account && properties[account.name]
  const entity = typeof value === 'string' ? parsed(value) : undefined
  if (!isObject(entity)) return undefined
  const name = entity.userPrincipalName ?? entity.externalDirectoryObjectId
  return typeof name === 'string' ? name : undefined
}

function parsed(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}
