import { defaultSwitches, type Switches } from '../switches/switches'
import type { PropertyType } from './enums'
import { isObject, type Json } from './members'

const isoTime =
  /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,12})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/i
const maxInt64 = 2n ** 63n - 1n

/**
 * ISO 8601 with a date that exists. The UTC form is recommended, not required
 * (docs/graph-contract.md#item-dates).
 */
export function isDateTime(value: unknown): value is string {
  if (typeof value !== 'string') return false
  const [, year, month, day, hour = '0', minute = '0', second = '0'] = isoTime.exec(value) ?? []
  if (year === undefined) return false
  const date = new Date(0)
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  const exists = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
  return exists && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60
}

const principalNamespace = 'microsoft.graph.externalConnectors.principal'
const principalMembers = [
  'externalName',
  'externalId',
  'entraDisplayName',
  'entraId',
  'email',
  'upn',
  'tenantId',
]

function isPrincipal(value: unknown) {
  if (!isObject(value)) return false
  return Object.entries(value).every(([key, member]) => {
    if (key === '@odata.type')
      return typeof member === 'string' && member.replace(/^#/, '') === principalNamespace
    return principalMembers.includes(key) && (member === null || typeof member === 'string')
  })
}

const isText = (value: unknown) => typeof value === 'string'
function isInt64(value: unknown) {
  if (typeof value !== 'bigint' && !Number.isInteger(value)) return false
  const whole = BigInt(value as number | bigint)
  return whole >= -maxInt64 - 1n && whole <= maxInt64
}
const isDouble = (value: unknown) => Number.isFinite(value) || typeof value === 'bigint'
const isBoolean = (value: unknown) => typeof value === 'boolean'

type Kind = {
  fits: (value: unknown) => boolean
  /** Values of `x@odata.type`; the first one is the documented one. */
  annotations: readonly string[]
  needsAnnotation: boolean
}

const scalar = (fits: Kind['fits'], ...annotations: string[]): Kind => ({
  fits,
  annotations,
  needsAnnotation: false,
})
const collection = (fits: Kind['fits'], ...annotations: string[]): Kind => ({
  fits: (value) => Array.isArray(value) && value.every(fits),
  annotations,
  needsAnnotation: true,
})

const kinds: Record<PropertyType, Kind> = {
  string: scalar(isText, 'String', 'Edm.String'),
  int64: scalar(isInt64, 'Int64', 'Edm.Int64'),
  double: scalar(isDouble, 'Double', 'Edm.Double'),
  dateTime: scalar(isDateTime, 'DateTimeOffset', 'Edm.DateTimeOffset'),
  boolean: scalar(isBoolean, 'Boolean', 'Edm.Boolean'),
  stringCollection: collection(isText, 'Collection(String)', 'Collection(Edm.String)'),
  int64Collection: collection(isInt64, 'Collection(Int64)', 'Collection(Edm.Int64)'),
  doubleCollection: collection(isDouble, 'Collection(Double)', 'Collection(Edm.Double)'),
  dateTimeCollection: collection(isDateTime, 'Collection(DateTimeOffset)', 'Collection(Edm.DateTimeOffset)'),
  principal: scalar(isPrincipal, principalNamespace),
  principalCollection: {
    ...collection(isPrincipal, `Collection(${principalNamespace})`),
    // The beta reference shows a wrapper object, community tools an array: it is not known which is right, so both are accepted.
    fits: (value) => {
      const list = isObject(value) ? (value as Json).principals : value
      return Array.isArray(list) && list.every(isPrincipal)
    },
  },
}

/** A value that fits its type, as it is kept: a double has no more digits than a double can hold. */
export function keptValue(type: PropertyType, value: unknown): unknown {
  if (type !== 'double' && type !== 'doubleCollection') return value
  if (Array.isArray(value)) return value.map((one) => (typeof one === 'bigint' ? Number(one) : one))
  return typeof value === 'bigint' ? Number(value) : value
}

const isNonAscii = (value: unknown) => typeof value === 'string' && /[^\p{ASCII}]/u.test(value)

/** What is wrong with the value of a property, in words; undefined when it fits the type. */
export function valueProblem(
  type: PropertyType,
  value: unknown,
  annotation: unknown,
  rules: Switches = defaultSwitches,
): string | undefined {
  const { fits, annotations, needsAnnotation } = kinds[type]
  if (annotation !== undefined) {
    const documented = rules.annotationForms === 'documented'
    const text = typeof annotation === 'string' ? annotation : ''
    const given = documented ? text : text.replace(/^#/, '')
    const known = documented ? annotations.slice(0, 1) : annotations
    if (!known.includes(given)) return `its @odata.type has to be '${annotations[0]}' for type ${type}`
  }
  if (value === null) return undefined
  if (needsAnnotation && annotation === undefined) return `it needs '@odata.type': '${annotations[0]}'`
  if (rules.nonAsciiAnnotation === 'required' && annotation === undefined && isNonAscii(value)) {
    return `it needs '@odata.type': 'String', as it has other than ASCII characters`
  }
  if (type === 'principalCollection' && rules.principalCollections !== 'both') {
    const wanted = rules.principalCollections === 'array'
    if (Array.isArray(value) !== wanted)
      return `it has to be ${wanted ? 'an array' : 'an object with principals'}`
  }
  return fits(value) ? undefined : `its value is not of type ${type}`
}
