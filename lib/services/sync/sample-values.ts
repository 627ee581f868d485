import { canonical } from '../../model/items/canonical'
import type { Sampled } from '../../model/mapping/preview'
import { query } from '../command'
import { MappingInput, trialOf } from './mapping-draft'
import { inTrial, longThreads } from './trial/in-trial'
import { onlyLatest } from './trial/only-latest'
import type { TriedValues } from './trial/try-values'

/** The oddest values of each mapped field among all rows of the source. */
export const sampleValues = query({
  name: 'sampleValues',
  permission: 'connections.read',
  input: MappingInput,
  on: ({ connectionId }) => connectionId,
  async run(context, input): Promise<Sampled & { people: boolean }> {
    const { trial, people } = await trialOf(context, input)
    const job = { name: 'values', given: trial }
    const { uploadId, mapping, connectionId } = input
    const tried = (await onlyLatest(
      `${context.actor.oid} ${connectionId}`,
      canonical({ uploadId, mapping }),
      (signal) => inTrial(context, input, job, longThreads(), signal),
    )) as TriedValues
    return { ...tried, masked: trial.masked, people }
  },
  reveals: ({ people, masked, rows }) => people && !masked && rows > 0,
  told: ({ connectionId }) => ({ connectionId }),
})
