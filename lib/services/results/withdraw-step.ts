import { z } from 'zod'
import { StepId } from '../../model/results/checklist'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import { dropStep, listCheckedSteps } from './checked-steps'

/** What was said of a step does not hold (any more). */
export const withdrawStep = command({
  name: 'withdrawStep',
  changes: 'console',
  permission: 'checklist.confirm',
  input: z.object({ connectionId: ConnectionId, step: StepId }),
  on: ({ connectionId }) => connectionId,
  async run({ db, before, after }, { connectionId, step }) {
    const known = await listCheckedSteps(db, connectionId)
    before(known.find((one) => one.step === step) ?? null)
    await dropStep(db, connectionId, step)
    after(null)
    return null
  },
})
