/** `__Host-` makes the browser refuse the cookie from another host, another path or plain http. */
const prefix = (secure: boolean) => (secure ? '__Host-' : '')

export const sessionCookie = (secure: boolean) => `${prefix(secure)}connectors-session`

/** One per sign-in under way, so that two tabs do not take each other's. */
export const signInCookie = (secure: boolean, id: string) =>
  `${prefix(secure)}connectors-sign-in-${id.slice(0, 8)}`

export const cookieOptions = (secure: boolean, maxAge?: number) =>
  ({ httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge }) as const
