import type { Sampled } from '../../model/mapping/preview'
import { query } from '../command'
import { MappingInput, trialOf } from './mapping-draft'
import { inTrial } from './trial/in-trial'
import type { TriedValues } from './trial/try-values'

/** The oddest values of each mapped field among all rows of the source. */
export const sampleValues = query({
  name: 'sampleValues',
  permission: 'connections.read',
  input: MappingInput,
  on: ({ connectionId }) => connectionId,
  async run(context, input): Promise<Sampled & { people: boolean }> {
    const { trial, people } = await trialOf(context, input)
    const tried = (await inTrial(context, input, { name: 'values', given: trial })) as TriedValues
    return { ...tried, masked: trial.masked, people }
  },
  reveals: ({ people, masked, rows }) => people && !masked && rows > 0,
  told: ({ connectionId }) => ({ connectionId }),
})
