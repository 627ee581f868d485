import { findingWords } from '../../model/access-check/acl-findings'
import { placesOf } from '../../model/access-check/finding-places'
import type { ReadersFinding, ReadersLint } from '../../model/mapping/readers-lint'
import { knownGroupIds } from '../../sync/plan/known-group-ids'
import { nameFindings } from '../access-check/name-findings'
import { query } from '../command'
import type { Context } from '../context'
import { MappingInput, trialOf } from './mapping-draft'
import { inTrial } from './trial/in-trial'
import type { ToldReaders } from './trial/tell-readers'

/** What is suspicious in who may read the first rows, by a mapping that may not be saved: the same rules as those of a plan. */
export const lintReaders = query({
  name: 'lintReaders',
  permission: 'connections.read',
  input: MappingInput,
  on: ({ connectionId }) => connectionId,
  async run(context, input): Promise<ReadersLint & { people: boolean }> {
    const { trial, people } = await trialOf(context, input)
    // Everyone reads people data, and what may be such is not for everybody to see.
    if (trial.mapped.contentCategory === 'people' || trial.masked) return { rows: 0, findings: [], people }
    const knownGroups = await knownGroupIds(context.db, input.connectionId)
    const job = { name: 'readers', given: { ...trial, knownGroups } }
    const told = (await inTrial(context, input, job)) as ToldReaders
    return { rows: told.rows, findings: await findingsOf(context, input, told), people }
  },
  reveals: ({ people, rows }) => people && rows > 0,
})

async function findingsOf(
  context: Context,
  { connectionId, mapping: { access } }: MappingInput,
  { problems, lists, named }: ToldReaders,
): Promise<ReadersFinding[]> {
  const names = await nameFindings(context, connectionId, named)
  return [
    ...problems.map(({ message, rows, sample }) => ({
      text: message,
      rows,
      sample,
      at: placesOfProblem(access),
    })),
    ...lists.map(({ rule, items, itemIds }) => ({
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

/** What is wrong with a row's readers says itself what it is about. */
const placesOfProblem = (access: MappingInput['mapping']['access']) =>
  typeof access === 'string' ? ['Who may read'] : []
