import { z } from 'zod'
import { syntaxProblemText } from '../json-text'
import { canonicalLabel } from '../labels/labels'
import { type ConnectorSchema, type Property, PropertyType } from './schema'

/**
 * The exact body that is sent. With what is `registered`, a label, alias or description taken away is sent
 * empty instead of left out, because Graph does not say whether it merges or replaces.
 */
export function toGraphSchema(schema: ConnectorSchema, registered?: ConnectorSchema | null) {
  const before = new Map(registered?.properties.map((property) => [property.name.toLowerCase(), property]))
  const properties = schema.properties.map((property) =>
    graphProperty(property, before.get(property.name.toLowerCase())),
  )
  return { baseType: schema.baseType, properties }
}

const graphProperty = (property: Property, before: Property | undefined) => ({
  name: property.name,
  type: property.type,
  ...((property.description || before?.description) && { description: property.description ?? '' }),
  ...((property.labels?.length || before?.labels?.length) && {
    labels: (property.labels ?? []).map(canonicalLabel),
  }),
  ...((property.aliases?.length || before?.aliases?.length) && { aliases: property.aliases ?? [] }),
  isSearchable: property.isSearchable ?? false,
  isQueryable: property.isQueryable ?? false,
  isRetrievable: property.isRetrievable ?? false,
  isRefinable: property.isRefinable ?? false,
})

interface JsonNote {
  /** Where in the JSON: `properties[3].type`; empty when it concerns the whole text. */
  path: string
  message: string
}

export type ParsedSchema =
  | { schema: ConnectorSchema; notes: JsonNote[] }
  | { schema: null; problems: JsonNote[] }

const types = new Map(PropertyType.options.map((type) => [type.toLowerCase(), type]))

/**
 * Graph takes "String" for string and "true" for true (docs/graph-contract.md#schema-spellings), so we read
 * them too.
 */
const LooseType = z.string('A type is missing.').transform((text, context) => {
  const type = types.get(text.trim().toLowerCase())
  if (type) return type
  context.addIssue({
    code: 'custom',
    message: `'${text}' is not a type. Use one of ${PropertyType.options.join(', ')}.`,
  })
  return z.NEVER
})
const words: Record<string, boolean> = { true: true, false: false }
const LooseBoolean = z.preprocess(
  (value) => (typeof value === 'string' ? (words[value.trim().toLowerCase()] ?? value) : value),
  z.boolean('Use true or false.'),
)
const Texts = z.array(z.string('Use a text in quotes.'), 'Use a list in square brackets: ["…"].')

const LooseProperty = z.looseObject(
  {
    name: z.string('A name is missing.'),
    type: LooseType,
    description: z.string('Use a text in quotes.').nullish(),
    labels: Texts.nullish(),
    aliases: Texts.nullish(),
    isSearchable: LooseBoolean.nullish(),
    isQueryable: LooseBoolean.nullish(),
    isRetrievable: LooseBoolean.nullish(),
    isRefinable: LooseBoolean.nullish(),
  },
  'A property is an object: {"name": "…", "type": "string"}.',
)

const LooseSchema = z.looseObject(
  {
    baseType: z.string('Use "microsoft.graph.externalItem".').nullish(),
    properties: z.array(LooseProperty, 'A list "properties" is missing.'),
  },
  'A schema is an object: {"baseType": "microsoft.graph.externalItem", "properties": […]}.',
)

/** Reads pasted JSON: a schema, or a list of properties. Rules of schemas are left to `checkSchema`. */
export function parseSchemaJson(text: string): ParsedSchema {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    const where = syntaxProblemText(text) ?? `${(error as Error).message}.`
    return { schema: null, problems: [{ path: '', message: `This is not JSON. ${where}` }] }
  }
  const parsed = LooseSchema.safeParse(Array.isArray(json) ? { properties: json } : json)
  if (!parsed.success)
    return {
      schema: null,
      problems: parsed.error.issues.map(({ path, message }) => ({ path: pathText(path), message })),
    }
  const { baseType, properties } = parsed.data
  if (baseType && baseType.replace(/^#/, '') !== 'microsoft.graph.externalItem') {
    const message = `Use "microsoft.graph.externalItem", not "${baseType}".`
    return { schema: null, problems: [{ path: 'baseType', message }] }
  }
  return {
    schema: { baseType: 'microsoft.graph.externalItem', properties: properties.map(plain) },
    notes: properties.flatMap((property, index) => leftOut(property, index)),
  }
}

function plain(loose: z.infer<typeof LooseProperty>): Property {
  const property: Property = { name: loose.name, type: loose.type }
  if (loose.description) property.description = loose.description
  if (loose.labels?.length) property.labels = loose.labels.map(canonicalLabel)
  if (loose.aliases?.length) property.aliases = loose.aliases
  for (const flag of ['isSearchable', 'isQueryable', 'isRetrievable', 'isRefinable'] as const)
    property[flag] = loose[flag] ?? false
  return property
}

const betaOnly = new Set(['isExactMatchRequired', 'rankingHint'])

const leftOut = (loose: z.infer<typeof LooseProperty>, index: number): JsonNote[] =>
  Object.keys(loose)
    .filter(
      (member) => !(member in LooseProperty.shape) && !member.includes('@odata.') && loose[member] !== null,
    )
    .map((member) => ({
      path: `properties[${index}].${member}`,
      message: betaOnly.has(member)
        ? `${member} exists only in the beta version of Graph and was left out.`
        : `${member} is not a member of a property and was left out.`,
    }))

const pathText = (path: readonly PropertyKey[]) =>
  path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    return text === '' ? String(key) : `${text}.${String(key)}`
  }, '')
