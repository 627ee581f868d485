import { z } from 'zod'
import { Answer, StepId } from '../../model/results/checklist'
import { needNotDeleting } from '../../operations/deletions'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import { listCheckedSteps, storeStep } from './checked-steps'

/** Somebody looked in the admin center, where no API reaches, and says what it is there. */
export const confirmStep = command({
  name: 'confirmStep',
  changes: 'console',
  permission: 'checklist.confirm',
  input: z.object({ connectionId: ConnectionId, step: StepId, answer: Answer }),
  on: ({ connectionId }) => connectionId,
  async run({ actor, db, clock, before, after }, { connectionId, step, answer }) {
    await needNotDeleting(db, connectionId)
    const known = await listCheckedSteps(db, connectionId)
    before(known.find((one) => one.step === step) ?? null)
    const confirmation = { step, answer, confirmedBy: actor.username, confirmedAt: clock().toISOString() }
    await storeStep(db, connectionId, confirmation)
    after(confirmation)
    return confirmation
  },
})
