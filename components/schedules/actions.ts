'use server'

import * as remove from '@/lib/services/schedules/delete-schedule'
import * as pause from '@/lib/services/schedules/pause-schedule'
import * as save from '@/lib/services/schedules/save-schedule'
import { action } from '@/lib/web/action'

export const saveSchedule = action(save.saveSchedule)
export const deleteSchedule = action(remove.deleteSchedule)
export const pauseSchedule = action(pause.pauseSchedule)
export const resumeSchedule = action(pause.resumeSchedule)
