import type { Routes } from '../kernel/http'
import { activityRoutes } from './activities'
import { batchRoutes } from './batch'
import { connectionRoutes, quotaRoutes } from './connections'
import { directoryRoutes } from './directory'
import { groupRoutes } from './groups'
import { itemRoutes } from './items'
import { withMetadata } from './odata-metadata'
import { profileSettingRoutes } from './profile-settings'
import { profileSourceRoutes } from './profile-sources'
import { profileRoutes } from './profiles'
import { schemaRoutes } from './schema'
import { searchRoutes } from './search'
import { servicePrincipalRoutes } from './service-principals'
import { undocumentedLists } from './undocumented-lists'
import { userRoutes } from './users'

export const graphRoutes: Routes[] = [
  ...[
    connectionRoutes,
    schemaRoutes,
    itemRoutes,
    activityRoutes,
    groupRoutes,
    undocumentedLists,
    quotaRoutes,
    profileSourceRoutes,
    profileSettingRoutes,
    profileRoutes,
    userRoutes,
    directoryRoutes,
    servicePrincipalRoutes,
    searchRoutes,
  ].map(withMetadata),
  // Each answer inside a batch was shaped by its own headers.
  batchRoutes,
]
