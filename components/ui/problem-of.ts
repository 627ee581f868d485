import type { Problem } from '@/lib/model/problem'
import { ProblemError } from '@/lib/web/fetch'

/** What an error of react-query means to the admin; null while there is none. */
export function problemOf(error: Error | null): Problem | null {
  if (!error) return null
  if (error instanceof ProblemError) return error.problem
  return { code: 'bug', message: 'The page failed. Reload it; if it stays, tell whoever runs the console.' }
}
