'use server'

import * as cancel from '@/lib/services/sync/cancel-sync'
import * as choose from '@/lib/services/sync/choose-format'
import * as pause from '@/lib/services/sync/pause-sync'
import * as save from '@/lib/services/sync/save-mapping'
import * as start from '@/lib/services/sync/start-sync'
import { action } from '@/lib/web/action'

export const saveMapping = action(save.saveMapping)
export const chooseFormat = action(choose.chooseFormat)
export const startSync = action(start.startSync)
export const pauseSync = action(pause.pauseSync)
export const resumeSync = action(pause.resumeSync)
export const cancelSync = action(cancel.cancelSync)
