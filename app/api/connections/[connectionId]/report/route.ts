import { receiveReport } from '@/lib/services/remote/receive-report'
import { signed } from '@/lib/web/signed'

export const POST = signed(receiveReport)
