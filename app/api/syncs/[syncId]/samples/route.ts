import { listRunSamples } from '@/lib/services/sync/list-run-samples'
import { route } from '@/lib/web/route'

export const GET = route(listRunSamples)
