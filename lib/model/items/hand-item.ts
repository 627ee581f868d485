import { z } from 'zod'
import { boundedRecord } from '../bounded-record'
import { personLabelOf } from '../labels/person-entities'
import { convertValue } from '../mapping/convert-value'
import { isBlank } from '../mapping/field-value'
import type { ConnectorSchema } from '../schema/schema'
import { accountOf, entitiesFromHand } from './hand-person'
import { type Acl, annotation, bodyBytes, bodyLimits, type ExternalItem, everybody } from './item'
import { ItemId } from './item-id'

const Text = z.string().max(100_000, 'A value has at most 100,000 characters here.')

const Reader = z.object({
  type: z.enum(['user', 'group', 'everyone', 'everyoneExceptGuests', 'externalGroup']),
  value: z.string().max(128),
  accessType: z.enum(['grant', 'deny']),
})
export type Reader = z.infer<typeof Reader>

/** An item as somebody writes it in a form. */
export const HandItem = z.object({
  itemId: ItemId,
  /** By property: a text, or one for each value of a collection. */
  values: boundedRecord(z.string().max(200), z.union([Text, z.array(Text).max(1_000)]), 500),
  acl: z.array(Reader).max(200, 'An item has at most 200 readers here.'),
  content: z.object({
    type: z.enum(['text', 'html']),
    body: z.string().max(500_000, 'Content has at most 500,000 characters here. Send more from a source.'),
  }),
})
export type HandItem = z.infer<typeof HandItem>

export interface HandProblem {
  /** A property, or `itemId`, `acl`, `content`, `item`. */
  field: string
  message: string
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

interface Given {
  schema: ConnectorSchema
  tenantId: string
  /** The connection is of people data: its values are profile entities, and everybody reads them. */
  people: boolean
}

export interface FromHand {
  item: ExternalItem
  bytes: number
  problems: HandProblem[]
  /** Of people data: whose profile it is, a user principal name or an object id. */
  account?: string
}

/** The body of the PUT, and what keeps it from being sent; values are converted as those of a source. */
export function itemFromHand(hand: HandItem, { schema, tenantId, people }: Given): FromHand {
  const problems: HandProblem[] = []
  const id = ItemId.safeParse(hand.itemId)
  if (!id.success) problems.push({ field: 'itemId', message: id.error.issues[0]?.message ?? '' })
  const properties: ExternalItem['properties'] = {}
  for (const property of schema.properties) {
    const { name, type } = property
    const text = hand.values[name]
    if (text === undefined || isBlank(text)) continue
    const value = Array.isArray(text) ? text.filter((one) => one.trim() !== '') : text
    const label = people ? personLabelOf(property) : undefined
    const converted = label ? entitiesFromHand(label, type, value) : convertValue(type, value, {})
    if ('problem' in converted) problems.push({ field: name, message: converted.problem })
    else {
      const annotated = annotation(type, converted.value)
      if (annotated) properties[`${name}@odata.type`] = annotated
      properties[name] = converted.value
    }
  }
  const unknown = Object.keys(hand.values).filter(
    (name) => !isBlank(hand.values[name]) && !schema.properties.some((one) => one.name === name),
  )
  for (const field of unknown) problems.push({ field, message: 'The schema has no such property.' })
  if (Object.keys(properties).length === 0 && problems.length === 0)
    problems.push({ field: 'item', message: 'Fill in at least one property.' })
  const { type, body } = hand.content
  const hasContent = body.trim() !== ''
  const content = hasContent && !people ? { content: { type, value: body } } : {}
  const item: ExternalItem = {
    acl: people ? [everybody] : aclOf(hand.acl, tenantId),
    properties,
    ...content,
  }
  const account = people ? accountOf(schema, properties) : undefined
  if (!people) problems.push(...aclProblems(hand.acl))
  else if (hasContent) problems.push({ field: 'content', message: 'An item of people data has no content.' })
  else if (account === undefined && problems.length === 0) problems.push(accountMissing(schema))
  const bytes = bodyBytes(item)
  if (bytes > bodyLimits.refuse) problems.push({ field: 'item', message: 'Graph takes at most 30 MB.' })
  return { item, bytes, problems, account }
}

const accountMissing = ({ properties }: ConnectorSchema): HandProblem => ({
  field: properties.find(({ labels }) => labels?.includes('personAccount'))?.name ?? 'item',
  message: 'Say whose profile it is, such as {"userPrincipalName": "megan@contoso.com"}.',
})

/** Everybody is named by the tenant (docs/graph-contract.md#acl-everyone); the same entry twice is one. */
function aclOf(readers: readonly Reader[], tenantId: string): Acl[] {
  const made = readers.map(({ type, value, accessType }): Acl => {
    const isEverybody = type === 'everyone' || type === 'everyoneExceptGuests'
    return { type, value: isEverybody ? tenantId : value.trim(), accessType }
  })
  return [...new Map(made.map((entry) => [JSON.stringify(entry), entry])).values()]
}

function aclProblems(readers: readonly Reader[]): HandProblem[] {
  const problem = (message: string) => ({ field: 'acl', message })
  const wrong = readers.find(({ type, value }) => (type === 'user' || type === 'group') && !guid.test(value))
  const nameless = readers.some(({ type, value }) => type === 'externalGroup' && value.trim() === '')
  return [
    ...(readers.some(({ accessType }) => accessType === 'grant')
      ? []
      : [problem('Nobody could read it: grant it to somebody.')]),
    ...(wrong ? [problem(`${wrong.value || 'An entry'} is no object id. Choose a person by name.`)] : []),
    ...(nameless ? [problem('Say the id of the external group.')] : []),
  ]
}

const text = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return String(value)
  const { upn, entraId, externalName } = value as Record<string, unknown>
  return String(upn ?? entraId ?? externalName ?? JSON.stringify(value))
}

/** The form of an item as Graph holds it. */
export function handOf(
  itemId: string,
  held: {
    properties: Readonly<Record<string, unknown>>
    acl: readonly Reader[]
    content: { type: string; value: string } | null
  },
  schema: ConnectorSchema,
): HandItem {
  const values = schema.properties.flatMap(({ name }): [string, string | string[]][] => {
    const value = held.properties[name]
    if (value === undefined || value === null) return []
    return [[name, Array.isArray(value) ? value.map(text) : text(value)]]
  })
  const { type = 'text', value: body = '' } = held.content ?? {}
  return {
    itemId,
    values: Object.fromEntries(values),
    acl: [...held.acl],
    content: { type: type === 'html' ? 'html' : 'text', body },
  }
}
