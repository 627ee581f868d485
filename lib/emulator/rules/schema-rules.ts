import type { Version } from '../kernel/http'
import { defaultSwitches, type Switches } from '../switches/switches'
import { type ContentCategory, importanceScores, type PropertyType, propertyTypes } from './enums'
import { type Label, labelFacts, labelNamed } from './labels'
import { readBoolean, readEnum, readList, readMembers, readText, readVersioned, shown } from './members'
import { refuse } from './refusal'

export type Property = {
  name: string
  type: PropertyType
  description?: string
  labels: Label[]
  aliases: string[]
  isSearchable: boolean
  isQueryable: boolean
  isRetrievable: boolean
  isRefinable: boolean
  isExactMatchRequired: boolean
  rankingHint?: { importanceScore?: string }
}

/** A property as a request sends it: what it does not mention is absent. */
export type SentProperty = Pick<Property, 'name' | 'type'> & Partial<Property>

export type Schema = { baseType: string; properties: Property[] }

export const baseType = 'microsoft.graph.externalItem'

const maxProperties = 128
const maxDescriptionLength = 200
const flags = ['isSearchable', 'isQueryable', 'isRetrievable', 'isRefinable'] as const
const members = ['name', 'type', 'description', 'labels', 'aliases', ...flags] as const
const betaMembers = ['isExactMatchRequired', 'rankingHint'] as const
const namespace = 'microsoft.graph.externalConnectors'
const textTypes: readonly PropertyType[] = ['string', 'stringCollection']

const readName = (value: unknown, target: string) => {
  const name = readText(value, target)
  if (/^[A-Za-z0-9]{1,32}$/.test(name)) return name
  return refuse(`'${target}' has to be 1 to 32 letters and digits, not '${name}'.`, target)
}

const readLabel = (value: unknown, target: string) =>
  labelNamed(value) ?? refuse(`'${target}': there is no label ${shown(value)}.`, target)

const present = (value: unknown) => value !== undefined && value !== null

function readProperty(value: unknown, target: string, version: Version, rules: Switches): SentProperty {
  const sent = readVersioned(value, `${namespace}.property`, members, betaMembers, version, rules)
  const read: SentProperty = {
    name: readName(sent.name, `${target}.name`),
    type: readEnum(propertyTypes, sent.type, `${target}.type`),
  }
  if (present(sent.description)) read.description = readText(sent.description, `${target}.description`)
  if (present(sent.labels)) read.labels = readList(sent.labels, `${target}.labels`, readLabel)
  if (present(sent.aliases)) read.aliases = readList(sent.aliases, `${target}.aliases`, readName)
  for (const flag of [...flags, 'isExactMatchRequired'] as const) {
    if (present(sent[flag])) read[flag] = readBoolean(sent[flag], `${target}.${flag}`)
  }
  if (present(sent.rankingHint)) {
    const hint = readMembers(sent.rankingHint, `${namespace}.rankingHint`, ['importanceScore'])
    read.rankingHint = present(hint.importanceScore)
      ? { importanceScore: readEnum(importanceScores, hint.importanceScore, `${target}.importanceScore`) }
      : {}
  }
  return read
}

/**
 * The properties of a schema in a request, under Graph's own spellings
 * (docs/graph-contract.md#schema-spellings).
 */
export function readSchema(
  body: unknown,
  version: Version,
  rules: Switches = defaultSwitches,
): SentProperty[] {
  const sent = readMembers(body, `${namespace}.schema`, ['id', 'baseType', 'properties'])
  if (sent.baseType !== baseType) refuse(`'baseType' has to be '${baseType}'.`, 'baseType')
  const properties = readList(sent.properties, 'properties', (value, target) =>
    readProperty(value, target, version, rules),
  )
  if (rules.repeatedNames === 'refuse') return properties
  return [...new Map(properties.map((property) => [property.name.toLowerCase(), property])).values()]
}

export const withDefaults = (sent: SentProperty): Property => ({
  labels: [],
  aliases: [],
  isSearchable: false,
  isQueryable: false,
  isRetrievable: false,
  isRefinable: false,
  isExactMatchRequired: false,
  ...sent,
})

/** Refuses a complete schema that breaks a rule. */
export function checkSchema(
  properties: Property[],
  contentCategory: ContentCategory,
  rules: Switches = defaultSwitches,
) {
  if (properties.length < 1 || properties.length > maxProperties) {
    refuse(`A schema has 1 to ${maxProperties} properties, not ${properties.length}.`, 'properties')
  }
  checkNames(properties, rules)
  checkLabels(properties)
  for (const property of properties) checkAttributes(property, rules)
  checkPeople(properties, contentCategory === 'people')
}

function checkNames(properties: Property[], rules: Switches) {
  const owners = new Map<string, string>()
  const claim = (word: string, owner: string) => {
    const other = owners.get(word.toLowerCase())
    const refused = rules.repeatedNames === 'refuse'
    if (refused && other !== undefined && other !== owner) {
      refuse(`The name or alias '${word}' is used twice.`, owner)
    }
    owners.set(word.toLowerCase(), owner)
  }
  properties.forEach(({ name }, index) => {
    if (name.toLowerCase() === 'content' && rules.contentProperty === 'refuse') {
      refuse("A property must not be called 'content'.", name)
    }
    claim(name, `properties[${index}]`)
  })
  properties.forEach(({ aliases }, index) => {
    for (const alias of aliases) claim(alias, `properties[${index}]`)
  })
}

function checkAttributes(property: Property, rules: Switches) {
  const { name, type, isSearchable, isRefinable, isExactMatchRequired, description } = property
  if (isSearchable && !textTypes.includes(type)) {
    refuse(`Property '${name}' of type ${type} cannot be searchable.`, name)
  }
  if (isSearchable && isRefinable) {
    refuse(`Property '${name}' cannot be both searchable and refinable.`, name)
  }
  const time = /^dateTime/.test(type) && rules.refinableDateTime === 'refuse'
  const relation = /^principal/.test(type) && rules.refinablePrincipals === 'refuse'
  if (isRefinable && (type === 'boolean' || time || relation)) {
    refuse(`Property '${name}' of type ${type} cannot be refinable.`, name)
  }
  if (isExactMatchRequired && (isSearchable || !textTypes.includes(type))) {
    refuse(`Property '${name}' cannot require an exact match: it is searchable or not a text.`, name)
  }
  if ((description?.length ?? 0) > maxDescriptionLength) {
    refuse(`The description of '${name}' has more than ${maxDescriptionLength} characters.`, name)
  }
}

function checkLabels(properties: Property[]) {
  const owners = new Map<Label, string>()
  for (const { name, type, labels, isRetrievable } of properties) {
    for (const label of labels) {
      const { person, types, typesDocumented, supported } = labelFacts(label)
      if (owners.has(label)) refuse(`The label '${label}' is on more than one property.`, name)
      owners.set(label, name)
      if (!supported) refuse(`The label '${label}' is not supported.`, name)
      if (!person && !isRetrievable) {
        refuse(`Property '${name}' has the label '${label}' and therefore has to be retrievable.`, name)
      }
      if (typesDocumented && !types.includes(type)) {
        refuse(`The label '${label}' needs a property of type ${types.join(' or ')}, not ${type}.`, name)
      }
    }
  }
}

function checkPeople(properties: Property[], people: boolean) {
  const labelled = properties.find(({ labels }) => labels.some((label) => labelFacts(label).person))
  if (!people) {
    if (labelled) refuse("Person labels need a connection with contentCategory 'people'.", labelled.name)
    return
  }
  if (!properties.some(({ labels }) => labels.includes('personAccount'))) {
    refuse("A people connection needs one property with the label 'personAccount'.", 'properties')
  }
  const relation = properties.find(({ type }) => type === 'principal' || type === 'principalCollection')
  if (relation) refuse(`Type ${relation.type} is not supported on people connections.`, relation.name)
}
