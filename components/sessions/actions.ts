'use server'

import * as end from '@/lib/services/sessions/end-sessions'
import { action } from '@/lib/web/action'

export const endSession = action(end.endSession)
export const endOtherSessions = action(end.endOtherSessions)
