'use server'

import * as confirm from '@/lib/services/results/confirm-step'
import * as discard from '@/lib/services/results/discard-results-draft'
import * as preview from '@/lib/services/results/preview-item'
import * as save from '@/lib/services/results/save-results-draft'
import * as submit from '@/lib/services/results/submit-templates'
import * as withdraw from '@/lib/services/results/withdraw-step'
import { action } from '@/lib/web/action'

export const saveResultsDraft = action(save.saveResultsDraft)
export const discardResultsDraft = action(discard.discardResultsDraft)
export const submitTemplates = action(submit.submitTemplates)
export const previewItem = action(preview.previewItem)
export const confirmStep = action(confirm.confirmStep)
export const withdrawStep = action(withdraw.withdrawStep)
