'use server'

import * as aside from '@/lib/services/failing/set-aside'
import { action } from '@/lib/web/action'

export const setRecordsAside = action(aside.setRecordsAside)
export const openRecordsAgain = action(aside.openRecordsAgain)
