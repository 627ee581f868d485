'use server'

import * as check from '@/lib/services/resolvers/check-items'
import * as discard from '@/lib/services/resolvers/discard-resolver-draft'
import * as draft from '@/lib/services/resolvers/save-resolver-draft'
import * as tests from '@/lib/services/resolvers/save-test-cases'
import * as submit from '@/lib/services/resolvers/submit-resolvers'
import { action } from '@/lib/web/action'

export const saveResolverDraft = action(draft.saveResolverDraft)
export const discardResolverDraft = action(discard.discardResolverDraft)
export const submitResolvers = action(submit.submitResolvers)
export const saveTestCases = action(tests.saveTestCases)
export const deleteTestCase = action(tests.deleteTestCase)
export const checkItems = action(check.checkItems)
