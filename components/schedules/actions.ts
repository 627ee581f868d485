'use server'

import * as remove from '@/lib/services/schedules/delete-schedule'
import * as pause from '@/lib/services/schedules/pause-schedule'
import * as save from '@/lib/services/schedules/save-schedule'
import * as createHook from '@/lib/services/triggers/create-trigger'
import * as deleteHook from '@/lib/services/triggers/delete-trigger'
import { action } from '@/lib/web/action'

export const saveSchedule = action(save.saveSchedule)
export const deleteSchedule = action(remove.deleteSchedule)
export const pauseSchedule = action(pause.pauseSchedule)
export const resumeSchedule = action(pause.resumeSchedule)
export const createTrigger = action(createHook.createTrigger)
export const deleteTrigger = action(deleteHook.deleteTrigger)
