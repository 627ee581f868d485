import { planMembers } from '@/lib/services/groups/plan-members'
import { posted } from '@/lib/web/posted'

export const POST = posted(planMembers)
