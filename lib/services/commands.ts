import { deleteAlertRule } from './alerts/delete-alert-rule'
import { saveAlertRule } from './alerts/save-alert-rule'
import { testAlertRule } from './alerts/test-alert-rule'
import type { Command } from './command'
import { createConnection } from './connections/create-connection'
import { deleteConnection } from './connections/delete-connection'
import { retryDeletion } from './connections/retry-deletion'
import { updateConnection } from './connections/update-connection'
import { openRecordsAgain, setRecordsAside } from './failing/set-aside'
import { addMembers } from './groups/add-members'
import { applyMembers } from './groups/apply-members'
import { createGroup } from './groups/create-group'
import { deleteGroup } from './groups/delete-group'
import { removeMembers } from './groups/remove-members'
import { retryGroup } from './groups/retry-group'
import { saveGroupSource } from './groups/save-group-source'
import { startGroupsRun } from './groups/start-groups-run'
import { updateGroup } from './groups/update-group'
import { addActivity } from './items/add-activity'
import { deleteItem } from './items/delete-item'
import { writeItem } from './items/write-item'
import { prioritizeSource } from './profile-sources/prioritize-source'
import { registerSource } from './profile-sources/register-source'
import { removeSource } from './profile-sources/remove-source'
import { reorderSources } from './profile-sources/reorder-sources'
import { pingRemote } from './remote/ping-remote'
import { saveRemoteSource } from './remote/save-remote-source'
import { checkItems } from './resolvers/check-items'
import { discardResolverDraft } from './resolvers/discard-resolver-draft'
import { saveResolverDraft } from './resolvers/save-resolver-draft'
import { deleteTestCase, saveTestCases } from './resolvers/save-test-cases'
import { submitResolvers } from './resolvers/submit-resolvers'
import { confirmStep } from './results/confirm-step'
import { discardResultsDraft } from './results/discard-results-draft'
import { previewItem } from './results/preview-item'
import { saveResultsDraft } from './results/save-results-draft'
import { submitTemplates } from './results/submit-templates'
import { withdrawStep } from './results/withdraw-step'
import { deleteSchedule } from './schedules/delete-schedule'
import { pauseSchedule, resumeSchedule } from './schedules/pause-schedule'
import { saveSchedule } from './schedules/save-schedule'
import { discardDraft } from './schema/discard-draft'
import { saveDraft } from './schema/save-draft'
import { submitSchema } from './schema/submit-schema'
import { endOtherSessions, endSession } from './sessions/end-sessions'
import { approvePlan } from './sync/approve-plan'
import { cancelSync } from './sync/cancel-sync'
import { chooseFormat } from './sync/choose-format'
import { discardPlan } from './sync/discard-plan'
import { approveDeletions, rejectDeletions } from './sync/held-deletions'
import { pauseSync, resumeSync } from './sync/pause-sync'
import { purgeItems } from './sync/purge-items'
import { reconcileItems } from './sync/reconcile-items'
import { retryFailed } from './sync/retry-failed'
import { saveAbortRules } from './sync/save-abort-rules'
import { saveMapping } from './sync/save-mapping'
import { saveSource } from './sync/save-source'
import { sendRecords } from './sync/send-records'
import { settleFindings } from './sync/settle-findings'
import { startSync } from './sync/start-sync'
import { testSource } from './sync/test-source'
import { uploadFile } from './sync/upload-file'
import { createTrigger } from './triggers/create-trigger'
import { deleteTrigger } from './triggers/delete-trigger'

/** Everything that can be done to the console or to Graph, as the tests of permissions go over it. */
export const commands: readonly Command[] = [
  endSession,
  endOtherSessions,
  createConnection,
  updateConnection,
  deleteConnection,
  retryDeletion,
  saveDraft,
  discardDraft,
  submitSchema,
  saveResolverDraft,
  discardResolverDraft,
  submitResolvers,
  saveTestCases,
  deleteTestCase,
  checkItems,
  saveResultsDraft,
  discardResultsDraft,
  previewItem,
  submitTemplates,
  confirmStep,
  withdrawStep,
  registerSource,
  reorderSources,
  prioritizeSource,
  removeSource,
  uploadFile,
  chooseFormat,
  testSource,
  saveSource,
  saveRemoteSource,
  pingRemote,
  saveMapping,
  saveAbortRules,
  startSync,
  retryFailed,
  setRecordsAside,
  openRecordsAgain,
  sendRecords,
  purgeItems,
  reconcileItems,
  settleFindings,
  approvePlan,
  discardPlan,
  approveDeletions,
  rejectDeletions,
  pauseSync,
  resumeSync,
  cancelSync,
  addActivity,
  writeItem,
  deleteItem,
  createGroup,
  updateGroup,
  deleteGroup,
  addMembers,
  removeMembers,
  applyMembers,
  retryGroup,
  saveGroupSource,
  startGroupsRun,
  saveSchedule,
  deleteSchedule,
  pauseSchedule,
  resumeSchedule,
  createTrigger,
  deleteTrigger,
  saveAlertRule,
  deleteAlertRule,
  testAlertRule,
]
