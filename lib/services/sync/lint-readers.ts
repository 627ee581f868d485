import { AclFindings, findingWords } from '../../model/access-check/acl-findings'
import { placesOf } from '../../model/access-check/finding-places'
import type { Acl } from '../../model/items/item'
import type { ReadersFinding, ReadersLint } from '../../model/mapping/readers-lint'
import type { RowResult } from '../../model/mapping/row-to-item'
import type { SourceRecord } from '../../sources/record'
import { knownGroupIds } from '../../sync/plan/known-group-ids'
import { nameFindings } from '../access-check/name-findings'
import { query } from '../command'
import type { Context } from '../context'
import { draftOf, MappingInput } from './mapping-draft'
import { recordsOf } from './records-of'

/** So many rows are looked at, and so many names of theirs. */
const sampled = 500
const mostNames = 200
const mostRows = 5

/** What is suspicious in who may read the first rows, by a mapping that may not be saved: the same rules as those of a plan. */
export const lintReaders = query({
  name: 'lintReaders',
  permission: 'connections.read',
  input: MappingInput,
  on: ({ connectionId }) => connectionId,
  async run(context, input): Promise<ReadersLint & { people: boolean }> {
    const { mapper, mapped, people, masked } = await draftOf(context, input)
    try {
      // Everyone reads people data, and what may be such is not for everybody to see.
      if (mapped.contentCategory === 'people' || masked) return { rows: 0, findings: [], people }
      const records = await firstOf(context, input)
      const made = await mapper.itemsOf(records)
      const findings = await findingsOf(context, input, records, made)
      return { rows: records.length, findings, people }
    } finally {
      mapper.close()
    }
  },
  reveals: ({ people, rows }) => people && rows > 0,
})

async function firstOf(context: Context, input: Parameters<typeof recordsOf>[1]): Promise<SourceRecord[]> {
  const found: SourceRecord[] = []
  for await (const some of recordsOf(context, input)) {
    found.push(...some.filter(({ problem }) => !problem).slice(0, sampled - found.length))
    if (found.length >= sampled) break
  }
  return found
}

async function findingsOf(
  context: Context,
  { connectionId, mapping: { access } }: { connectionId: string; mapping: MappingInput['mapping'] },
  records: readonly SourceRecord[],
  made: readonly RowResult[],
): Promise<ReadersFinding[]> {
  const lists = new AclFindings(await knownGroupIds(context.db, connectionId))
  const told = new Map<string, { rows: number; sample: number[] }>()
  const named = new Map<string, Acl>()
  for (const [at, { row }] of records.entries()) {
    const one = made[at]
    if (!one) continue
    const problems = one.problems.filter(({ field }) => field === 'access')
    for (const { message } of problems) note(told, message, row)
    // Its list is not what would be sent.
    if (problems.some(({ severity }) => severity === 'error')) continue
    lists.add(String(row), one.body.acl)
    for (const entry of one.body.acl)
      if (named.size < mostNames && isNamed(entry)) named.set(`${entry.type} ${entry.value}`, entry)
  }
  const names = await nameFindings(context, connectionId, [...named.values()])
  return [
    ...[...told].map(([text, { rows, sample }]) => ({ text, rows, sample, at: placesOfProblem(access) })),
    ...lists.all.map(({ rule, items, itemIds }) => ({
      text: findingWords[rule],
      rows: items,
      sample: itemIds.map(Number),
      at: placesOf(rule, access),
    })),
    ...names.map(({ type, message }) => ({
      text: message,
      rows: null,
      sample: [],
      at: placesOf(type === 'externalGroup' ? 'unknownGroup' : type, access),
    })),
  ]
}

const isNamed = ({ type }: Acl) => type === 'user' || type === 'group'

/** What is wrong with a row's readers says itself what it is about. */
const placesOfProblem = (access: MappingInput['mapping']['access']) =>
  typeof access === 'string' ? ['Who may read'] : []

function note(told: Map<string, { rows: number; sample: number[] }>, message: string, row: number) {
  const noted = told.get(message) ?? { rows: 0, sample: [] }
  noted.rows += 1
  if (noted.sample.length < mostRows) noted.sample.push(row)
  told.set(message, noted)
}
