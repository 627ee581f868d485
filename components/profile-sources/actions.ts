'use server'

import * as prioritize from '@/lib/services/profile-sources/prioritize-source'
import * as register from '@/lib/services/profile-sources/register-source'
import * as remove from '@/lib/services/profile-sources/remove-source'
import * as reorder from '@/lib/services/profile-sources/reorder-sources'
import { action } from '@/lib/web/action'

export const registerSource = action(register.registerSource)
export const reorderSources = action(reorder.reorderSources)
export const prioritizeSource = action(prioritize.prioritizeSource)
export const removeSource = action(remove.removeSource)
