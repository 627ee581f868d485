import { z } from 'zod'
import type { Previewed } from '../../model/mapping/preview'
import { query } from '../command'
import { MappingInput, trialOf } from './mapping-draft'
import { inTrial } from './trial/in-trial'
import type { TriedRow } from './trial/try-rows'

const Input = MappingInput.extend({
  /** The first rows, or one by its number or by the id of its item. */
  pick: z.union([
    z.literal('first'),
    z.object({ row: z.number().int().min(1).max(1_000_000_000) }),
    z.object({ itemId: z.string().trim().min(1).max(128) }),
  ]),
})

/** Rows as they would be sent by a mapping that may not be saved yet: the exact body of each, or every problem. */
export const previewItems = query({
  name: 'previewItems',
  permission: 'connections.read',
  input: Input,
  on: ({ connectionId }) => connectionId,
  async run(context, { pick, ...input }): Promise<Previewed & { people: boolean }> {
    const { trial, people } = await trialOf(context, input)
    const tried = (await inTrial(context, input, { name: 'rows', given: { ...trial, pick } })) as TriedRow
    return { ...tried, masked: trial.masked, people }
  },
  // Rows of people data are personal data: who saw them in the clear is written down.
  reveals: ({ people, masked, rows }) => people && !masked && rows.length > 0,
  told: ({ connectionId, pick }) => ({ connectionId, pick }),
})
