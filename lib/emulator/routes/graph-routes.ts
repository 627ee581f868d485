import type { Routes } from '../http'
import { batchRoutes } from './batch'
import { connectionRoutes } from './connections'
import { itemRoutes } from './items'
import { profileSettingRoutes } from './profile-settings'
import { profileSourceRoutes } from './profile-sources'
import { schemaRoutes } from './schema'
import { userRoutes } from './users'

export const graphRoutes: Routes[] = [
  connectionRoutes,
  schemaRoutes,
  itemRoutes,
  profileSourceRoutes,
  profileSettingRoutes,
  userRoutes,
  batchRoutes,
]
