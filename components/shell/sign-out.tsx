import { LogOut } from 'lucide-react'
import { buttonStyle } from '@/components/ui/button-style'

/** A plain form, so that it works before and without JavaScript. */
export function SignOut() {
  return (
    <form action="/auth/sign-out" method="post">
      <button type="submit" className={buttonStyle('quiet')}>
        <LogOut aria-hidden />
        Sign out
      </button>
    </form>
  )
}
