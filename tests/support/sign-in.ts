import type { Db } from '@/lib/db/open'
import type { Env } from '@/lib/platform/env'
import { createSession } from '@/lib/web/session'
import { finishSignIn, type SignedIn, startSignIn } from '@/lib/web/sign-in'

/** What a person does at the authority: chooses an account, and is sent back with an answer. */
export async function chooseAccount(url: string, username: string): Promise<URLSearchParams> {
  const response = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams({ account: username }),
    redirect: 'manual',
  })
  const location = response.headers.get('location')
  if (!location) throw new Error(`The authority answered ${response.status} and did not redirect.`)
  return new URL(location).searchParams
}

/** Goes the whole way of a sign-in, without a browser. */
export async function signInAs(db: Db, username: string, settings: Env, now?: Date): Promise<SignedIn> {
  const { url, state } = await startSignIn(db, '/', settings, now)
  return finishSignIn(db, await chooseAccount(url, username), () => state, settings, now)
}

/** A session as the browser of `username` holds it: the value of its cookie. */
export async function sessionOf(db: Db, username: string, settings: Env, now?: Date): Promise<string> {
  const { account, tokens } = await signInAs(db, username, settings, now)
  return createSession(db, account, tokens, settings, now)
}
