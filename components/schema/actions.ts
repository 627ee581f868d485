'use server'

import * as discard from '@/lib/services/schema/discard-draft'
import * as save from '@/lib/services/schema/save-draft'
import * as submit from '@/lib/services/schema/submit-schema'
import { action } from '@/lib/web/action'

export const saveDraft = action(save.saveDraft)
export const discardDraft = action(discard.discardDraft)
export const submitSchema = action(submit.submitSchema)
