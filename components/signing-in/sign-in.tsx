import { buttonStyle } from '@/components/ui/button-style'
import { Note } from '@/components/ui/note'
import { signInSentence } from '@/lib/web/sign-in-error'
import { Gate } from './gate'

export function SignIn({
  tenant,
  returnTo,
  error,
  reference,
}: {
  tenant: { name: string; cloud: string; local: boolean }
  returnTo: string
  error?: string
  reference?: string
}) {
  const said = error && signInSentence(error)
  return (
    <Gate tenant={tenant} title="Sign in">
      {said && (
        <Note tone="bad" role="alert">
          {said}
          {reference && /^[\w-]{8,64}$/.test(reference) && (
            <span className="mt-1 block font-mono text-xs/5">Reference {reference}</span>
          )}
        </Note>
      )}
      <p className="text-muted">
        {tenant.local
          ? 'This console manages the Copilot connectors of a local sample tenant. Choose one of its accounts on the next page; there are no passwords, so anybody on this machine can use it. Keep nothing real in it.'
          : 'This console manages the Copilot connectors of your organisation. Sign in with your work account; it needs an administrator role or one of the console’s own.'}
      </p>
      <form method="post" action="/auth/start">
        <input type="hidden" name="returnTo" value={returnTo} />
        <button type="submit" className={`${buttonStyle('primary')} w-full py-2.5!`}>
          Sign in with Microsoft Entra
        </button>
      </form>
    </Gate>
  )
}
