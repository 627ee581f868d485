import { receiveCall } from '@/lib/services/triggers/receive-call'
import { signed } from '@/lib/web/signed'

export const POST = signed(receiveCall)
