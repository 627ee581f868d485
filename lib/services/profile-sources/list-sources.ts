import { z } from 'zod'
import * as graph from '../../graph/profile-sources'
import { query } from '../command'

/** The registered profile sources of the tenant. */
export const listSources = query({
  name: 'listSources',
  permission: 'profileSources.read',
  input: z.object({}),
  on: 'tenant',
  run: ({ configuration }) => graph.listProfileSources(configuration),
})
