import { AppError } from '../platform/errors'

/** Why a sign-in failed. The page gets the reason as a word in its address and has a sentence for each. */
export const signInReasons = {
  state: 'This sign-in was not started in this browser, or was already used. Sign in again.',
  expired: 'The sign-in took longer than ten minutes. Sign in again.',
  denied: 'The sign-in was cancelled, or consent was not given. Sign in again when you are ready.',
  tenant: 'That account belongs to another tenant. Sign in with an account of this one.',
  refused: 'Entra refused the sign-in. Try again; if it stays, give the reference to who runs this console.',
  app: 'Sign-in is not set up right. Whoever runs this console finds the cause in its log under the reference.',
  unavailable: 'Entra did not answer. Try again in a minute.',
  origin: 'The sign-in did not come from this console’s own page. Open the console at its own address.',
  account: 'Search was allowed by another account than the one that is signed in. Nothing has changed.',
  admin: 'An administrator has to consent to search for this account first. Nothing has changed.',
  failed: 'The console failed to sign you in. Its log has the cause under the reference.',
} as const

export type SignInReason = keyof typeof signInReasons

/** The sentence for a word of the address, which anybody may have written. */
export const signInSentence = (word: string): string =>
  Object.hasOwn(signInReasons, word) ? signInReasons[word as SignInReason] : signInReasons.failed

export class SignInError extends AppError {
  constructor(
    readonly reason: SignInReason,
    cause?: string | null,
    /** Where to go on: the page that somebody who is signed in came from. */
    readonly returnTo?: string,
  ) {
    super('unauthenticated', signInReasons[reason], { cause: cause ? new Error(cause) : undefined })
  }
}

export function signInReason(error: unknown): SignInReason {
  if (error instanceof SignInError) return error.reason
  if (!(error instanceof AppError)) return 'failed'
  return error.code === 'unavailable' ? 'unavailable' : 'app'
}
