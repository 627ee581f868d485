import { z } from 'zod'

/** The id of a connection that exists: Graph's own ids have at most 32 letters. */
export const ConnectionId = z.string().min(1).max(32)
