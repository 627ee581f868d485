'use server'

import * as ping from '@/lib/services/remote/ping-remote'
import * as remote from '@/lib/services/remote/save-remote-source'
import * as plans from '@/lib/services/sync/approve-plan'
import * as cancel from '@/lib/services/sync/cancel-sync'
import * as choose from '@/lib/services/sync/choose-format'
import * as discard from '@/lib/services/sync/discard-plan'
import * as held from '@/lib/services/sync/held-deletions'
import * as pause from '@/lib/services/sync/pause-sync'
import * as purge from '@/lib/services/sync/purge-items'
import * as reconcile from '@/lib/services/sync/reconcile-items'
import * as retry from '@/lib/services/sync/retry-failed'
import * as rules from '@/lib/services/sync/save-abort-rules'
import * as save from '@/lib/services/sync/save-mapping'
import * as source from '@/lib/services/sync/save-source'
import * as send from '@/lib/services/sync/send-records'
import * as settle from '@/lib/services/sync/settle-findings'
import * as start from '@/lib/services/sync/start-sync'
import * as tried from '@/lib/services/sync/test-source'
import { action } from '@/lib/web/action'

export const saveMapping = action(save.saveMapping)
export const chooseFormat = action(choose.chooseFormat)
export const testSource = action(tried.testSource)
export const saveSource = action(source.saveSource)
export const saveRemoteSource = action(remote.saveRemoteSource)
export const pingRemote = action(ping.pingRemote)
export const startSync = action(start.startSync)
export const pauseSync = action(pause.pauseSync)
export const resumeSync = action(pause.resumeSync)
export const saveAbortRules = action(rules.saveAbortRules)
export const cancelSync = action(cancel.cancelSync)
export const approvePlan = action(plans.approvePlan)
export const discardPlan = action(discard.discardPlan)
export const approveDeletions = action(held.approveDeletions)
export const rejectDeletions = action(held.rejectDeletions)
export const purgeItems = action(purge.purgeItems)
export const reconcileItems = action(reconcile.reconcileItems)
export const settleFindings = action(settle.settleFindings)
export const sendRecords = action(send.sendRecords)
export const retryFailed = action(retry.retryFailed)
