'use server'

import * as remove from '@/lib/services/alerts/delete-alert-rule'
import * as save from '@/lib/services/alerts/save-alert-rule'
import * as testing from '@/lib/services/alerts/test-alert-rule'
import { action } from '@/lib/web/action'

export const saveAlertRule = action(save.saveAlertRule)
export const deleteAlertRule = action(remove.deleteAlertRule)
export const testAlertRule = action(testing.testAlertRule)
