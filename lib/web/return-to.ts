const home = '/'
const longest = 2_000

/** Where to go after the sign-in: a page of the console, never another site. */
export function returnPath(text: string | null | undefined, origin: string): string {
  if (!text?.startsWith('/') || text.length > longest || !URL.canParse(text, origin)) return home
  const url = new URL(text, origin)
  const path = `${url.pathname}${url.search}`
  // What was parsed is read again as a browser will read it: the path of `/.//evil.example` is `//evil.example`.
  if (url.origin !== origin || path.startsWith('//') || new URL(path, origin).href !== `${origin}${path}`)
    return home
  return /^\/(auth|sign-in|no-access|api)(\/|$)/.test(url.pathname) ? home : path
}
