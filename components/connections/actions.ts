'use server'

import * as create from '@/lib/services/connections/create-connection'
import * as remove from '@/lib/services/connections/delete-connection'
import * as retry from '@/lib/services/connections/retry-deletion'
import * as update from '@/lib/services/connections/update-connection'
import { action } from '@/lib/web/action'

export const createConnection = action(create.createConnection)
export const updateConnection = action(update.updateConnection)
export const deleteConnection = action(remove.deleteConnection)
export const retryDeletion = action(retry.retryDeletion)
