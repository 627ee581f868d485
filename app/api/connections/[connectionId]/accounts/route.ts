import { z } from 'zod'
import { findUsers } from '@/lib/graph/users'
import { adminRoute } from '@/lib/web/admin-route'

const Params = z.object({
  accounts: z
    .string()
    .max(8000)
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(z.string().max(200)).min(1).max(50)),
})

export const GET = adminRoute('Reader', Params, async ({ ingestion }, { accounts }) => {
  const found = await findUsers(ingestion, accounts)
  return { missing: [...found].filter(([, user]) => user === null).map(([account]) => account) }
})
