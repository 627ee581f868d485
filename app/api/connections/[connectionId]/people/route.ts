import { findPeople } from '@/lib/services/items/find-people'
import { route } from '@/lib/web/route'

export const GET = route(findPeople)
