'use server'

import * as activities from '@/lib/services/items/add-activity'
import * as remove from '@/lib/services/items/delete-item'
import * as write from '@/lib/services/items/write-item'
import { action } from '@/lib/web/action'

export const addActivity = action(activities.addActivity)
export const writeItem = action(write.writeItem)
export const deleteItem = action(remove.deleteItem)
