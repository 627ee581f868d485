import { z } from 'zod'

/** The name of a column, or the path of a field. */
export const Column = z.string().min(1).max(2_000)
