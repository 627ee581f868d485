/** Enters a device code in the browser, and picks an account. */
export async function enterCode(page: string, code: string, account: string) {
  const body = new URLSearchParams({ otc: code, account })
  const response = await fetch(page, { method: 'POST', body })
  if (!(await response.text()).includes('You have signed in')) throw new Error(`${page} did not take ${code}`)
}

/** Signs in where a desktop app opened the browser, and sends on the form that is answered. */
export async function signIn(page: string, account: string) {
  const answer = await fetch(page, { method: 'POST', body: new URLSearchParams({ account }) })
  const html = await answer.text()
  const action = /action="([^"]+)"/.exec(html)?.[1]
  if (!action) throw new Error(`${page} answered ${answer.status} ${html}`)
  const fields = [...html.matchAll(/name="([^"]+)" value="([^"]*)"/g)]
  const form = fields.map(([, name = '', value = '']) => [name, unescaped(value)])
  await fetch(unescaped(action), { method: 'POST', body: new URLSearchParams(form) })
}

const unescaped = (text: string) =>
  text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
