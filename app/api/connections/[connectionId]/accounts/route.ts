import { findMissingAccounts } from '@/lib/services/sync/find-missing-accounts'
import { route } from '@/lib/web/route'

export const GET = route(findMissingAccounts)
