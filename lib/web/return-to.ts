const home = '/'

/** Where to go after the sign-in: a page of the console, never another site. */
export function returnPath(text: string | null | undefined, origin: string): string {
  if (!text?.startsWith('/') || !URL.canParse(text, origin)) return home
  const url = new URL(text, origin)
  if (url.origin !== origin || /^\/(auth|sign-in|no-access|api)(\/|$)/.test(url.pathname)) return home
  return `${url.pathname}${url.search}`
}
