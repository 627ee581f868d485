'use server'

import * as add from '@/lib/services/groups/add-members'
import * as apply from '@/lib/services/groups/apply-members'
import * as create from '@/lib/services/groups/create-group'
import * as remove from '@/lib/services/groups/delete-group'
import * as take from '@/lib/services/groups/remove-members'
import * as retry from '@/lib/services/groups/retry-group'
import * as source from '@/lib/services/groups/save-group-source'
import * as start from '@/lib/services/groups/start-groups-run'
import * as update from '@/lib/services/groups/update-group'
import { action } from '@/lib/web/action'

export const createGroup = action(create.createGroup)
export const updateGroup = action(update.updateGroup)
export const deleteGroup = action(remove.deleteGroup)
export const addMembers = action(add.addMembers)
export const removeMembers = action(take.removeMembers)
export const applyMembers = action(apply.applyMembers)
export const saveGroupSource = action(source.saveGroupSource)
export const startGroupsRun = action(start.startGroupsRun)
export const retryGroup = action(retry.retryGroup)
