import { listItemLinks } from '@/lib/services/resolvers/read-resolvers'
import { route } from '@/lib/web/route'

export const GET = route(listItemLinks)
