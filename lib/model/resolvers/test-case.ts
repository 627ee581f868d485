import { z } from 'zod'
import { longest, mostTestCases } from './limits'

/** A link and the item it has to lead to, or none. Kept with the connection and run on every edit. */
export const TestCase = z.object({
  url: z.string().min(1, 'Enter a link.').max(longest.url, `A link can have ${longest.url} characters.`),
  expected: z.string().max(256, 'An item id has at most 128 characters.').nullable(),
})
export type TestCase = z.infer<typeof TestCase>

export const TestCases = z
  .array(TestCase)
  .max(mostTestCases, `A connection can have ${mostTestCases} test cases.`)
