import fc from 'fast-check'
import { expect, test } from 'vitest'
import { everyone, openTenant } from './calls'

const baseType = 'microsoft.graph.externalItem'
const settings = { provisioningMs: 0, deletionMs: 0, connectionsPerTenant: 10_000 }
const types = [
  'string',
  'int64',
  'double',
  'dateTime',
  'boolean',
  'stringCollection',
  'int64Collection',
  'doubleCollection',
  'dateTimeCollection',
]

/** Whether what is sent to a fresh connection is taken. */
async function openJudge() {
  const tenant = await openTenant({ settings })
  let runs = 0
  const fresh = async () => {
    const id = `run${++runs}`
    await tenant.call('POST /external/connections', { id, name: id })
    return `/external/connections/${id}`
  }
  return { ...tenant, fresh }
}

type Sent = {
  name: string
  type: string
  labels: string[]
  aliases: string[]
  isSearchable: boolean
  isRefinable: boolean
  isRetrievable: boolean
}

const word = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('title', 'Title', 'note', 'a1', 'x', 'y', 'z') },
  { weight: 1, arbitrary: fc.constantFrom('content', 'a b', '', 'x'.repeat(33), 'x'.repeat(32), 'é', 'a_b') },
)
const sent: fc.Arbitrary<Sent> = fc.record({
  name: word,
  type: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...types) },
    { weight: 1, arbitrary: fc.constantFrom('String', 'INT64', 'text', 'booleanCollection') },
  ),
  labels: fc.subarray(['title', 'url', 'nothing'], { maxLength: 1 }),
  aliases: fc.array(word, { maxLength: 1 }),
  isSearchable: fc.boolean(),
  isRefinable: fc.boolean(),
  isRetrievable: fc.boolean(),
})

/** The rules of a schema, each said once and for itself. */
function isSchemaFine(properties: Sent[]): boolean {
  const isWord = (text: string) => text.length >= 1 && text.length <= 32 && !/[^a-z0-9]/i.test(text)
  const labels = properties.flatMap((one) => one.labels)
  const rules = [
    properties.length >= 1 && properties.length <= 128,
    properties.every(({ name, aliases }) => [name, ...aliases].every(isWord)),
    properties.every(({ name }) => name.toLowerCase() !== 'content'),
    properties.every(({ type }) => types.some((known) => known.toLowerCase() === type.toLowerCase())),
    properties.every(({ type, isSearchable }) => !isSearchable || /^string(collection)?$/i.test(type)),
    properties.every(({ isSearchable, isRefinable }) => !(isSearchable && isRefinable)),
    properties.every(({ type, isRefinable }) => !(isRefinable && type.toLowerCase() === 'boolean')),
    properties.every(({ labels: own, isRetrievable }) => own.length === 0 || isRetrievable),
    !labels.includes('nothing') && new Set(labels).size === labels.length,
    properties.every(({ name, aliases }, at) =>
      properties.every((other, place) => {
        if (place === at) return true
        const taken = [other.name, ...other.aliases].map((one) => one.toLowerCase())
        return ![name, ...aliases].some((one) => taken.includes(one.toLowerCase()))
      }),
    ),
  ]
  return rules.every(Boolean)
}

test('a schema is taken exactly when it keeps every rule', async () => {
  const { call, fresh } = await openJudge()

  await fc.assert(
    fc.asyncProperty(fc.array(sent, { maxLength: 4 }), async (properties) => {
      const path = await fresh()
      const { status } = await call(`PATCH ${path}/schema`, { baseType, properties })
      expect(status).toBe(isSchemaFine(properties) ? 202 : 400)
      await call(`DELETE ${path}`)
    }),
    { numRuns: 250 },
  )
})

const names = types.map((_, at) => `p${at}`)
const annotations: Record<string, string> = {
  stringCollection: 'Collection(String)',
  int64Collection: 'Collection(Int64)',
  doubleCollection: 'Collection(Double)',
  dateTimeCollection: 'Collection(DateTimeOffset)',
}
const times = ['2026-01-31T08:00:00Z', '2028-02-29', '2026-01-31T08:00:00.5+02:00']
const noTimes = ['2027-02-29', '2026-13-01', 'yesterday', '2026-01-31T25:00:00Z', '']
const scalar = fc.oneof(
  fc.constantFrom('a', '', 'é', ...times, ...noTimes),
  fc.constantFrom(0, -1, 1.5, 2 ** 40, 1e300),
  fc.boolean(),
  fc.constant(null),
  fc.constant({}),
)
const value = fc.oneof(
  { weight: 2, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
)
type Value = unknown
type Entry = { at: number; value: Value; annotation: string | undefined; cased: boolean }

const good: Record<string, fc.Arbitrary<Value>> = {
  string: fc.constantFrom('', 'a', 'é'),
  int64: fc.constantFrom(0, -1, 2 ** 40),
  double: fc.constantFrom(0, -1, 1.5, 1e300),
  dateTime: fc.constantFrom(...times),
  boolean: fc.boolean(),
}
const goodOf = (type: string): fc.Arbitrary<Value> => {
  const element = good[type.replace('Collection', '')] ?? fc.constant(null)
  return type.endsWith('Collection') ? fc.array(element, { maxLength: 3 }) : element
}
const goodEntry: fc.Arbitrary<Entry> = fc.nat({ max: types.length - 1 }).chain((at) =>
  fc.record({
    at: fc.constant(at),
    value: goodOf(types[at] ?? ''),
    annotation: fc.constant(types[at]?.endsWith('Collection') ? 'right' : undefined),
    cased: fc.boolean(),
  }),
)
const anyEntry: fc.Arbitrary<Entry> = fc.record({
  at: fc.nat({ max: types.length }),
  value,
  annotation: fc.constantFrom(
    undefined,
    'right',
    'right',
    'right',
    'Collection(String)',
    'Collection(DateTime)',
  ),
  cased: fc.boolean(),
})
const entry = fc.oneof({ weight: 6, arbitrary: goodEntry }, { weight: 1, arbitrary: anyEntry })

function isValueFine(type: string, one: Value): boolean {
  switch (type) {
    case 'string':
      return typeof one === 'string'
    case 'int64':
      return typeof one === 'number' && Math.trunc(one) === one && Math.abs(one) < 2 ** 63
    case 'double':
      return typeof one === 'number'
    case 'boolean':
      return one === true || one === false
    default:
      return times.includes(one as string)
  }
}

/** Undefined stands for a property that the schema lacks. */
function isEntryFine(
  type: string | undefined,
  { value: one, annotation }: { value: Value; annotation?: string },
) {
  if (type === undefined) return false
  const right = annotations[type]
  if (right === undefined) return annotation === undefined && (one === null || isValueFine(type, one))
  if (annotation !== undefined && annotation !== right) return false
  if (one === null) return true
  const element = type.slice(0, -'Collection'.length)
  return annotation === right && Array.isArray(one) && one.every((each) => isValueFine(element, each))
}

const acl = fc.constantFrom<[object[] | undefined, boolean]>(
  [everyone, true],
  [everyone, true],
  [everyone, true],
  [undefined, false],
  [[], false],
  [[{ type: 'user', value: 'alexw@contoso.com', accessType: 'grant' }], false],
  [[{ type: 'externalGroup', value: 'not/yet', accessType: 'grant' }], false],
  [[{ type: 'externalGroup', value: 'not-yet', accessType: 'deny' }], true],
  [[{ type: 'everyone', value: 'everyone', accessType: 'lend' }], false],
)
const content = fc.constantFrom<[unknown, boolean]>(
  [undefined, true],
  [{ type: 'text', value: 'a' }, true],
  [{ type: 'HTML', value: '<p>' }, true],
  ['a', false],
  [{ type: 'pdf', value: 'a' }, false],
  [{ type: 'text', value: 1 }, false],
  [null, true],
)

test('an item is taken exactly when each of its values fits, and comes out as it went in', async () => {
  const { call, fresh, wait } = await openJudge()
  const path = await fresh()
  const properties = names.map((name, at) => ({ name, type: types[at] }))
  await call(`PATCH ${path}/schema`, { baseType, properties })
  wait(1)

  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(entry, { selector: ({ at }) => at, maxLength: 4 }),
      acl,
      content,
      async (entries, [list, isListFine], [text, isTextFine]) => {
        const read = entries.map(({ at, value: one, annotation, cased }) => {
          const type = types[at]
          const name = names[at] ?? 'other'
          const given = annotation === 'right' ? annotations[type ?? ''] : annotation
          return { type, name: cased ? name.toUpperCase() : name, known: name, value: one, annotation: given }
        })
        const body = {
          ...(list ? { acl: list } : {}),
          properties: Object.fromEntries(
            read.flatMap(({ name, value: one, annotation }) => [
              ...(annotation === undefined ? [] : [[`${name}@odata.type`, annotation] as const]),
              [name, one] as const,
            ]),
          ),
          ...(text === undefined ? {} : { content: text }),
        }
        const fine =
          isListFine && isTextFine && read.length > 0 && read.every((one) => isEntryFine(one.type, one))

        const { status } = await call(`PUT ${path}/items/T1`, body)
        expect(status).toBe(fine ? 200 : 400)
        if (!fine) return
        const stored = (await call(`GET ${path}/items/T1`)).body.properties
        expect(stored).toMatchObject(Object.fromEntries(read.map((one) => [one.known, one.value])))
      },
    ),
    { numRuns: 500 },
  )
})
