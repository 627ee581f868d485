/** What a browser sends before it is signed in: a form with a path in it. */
const smallBytes = 8_000

/** Whether a request says that it brings more than that, or does not say how much. */
export function saysLarge(headers: Headers): boolean {
  const length = headers.get('content-length')
  return length === null ? headers.has('transfer-encoding') : !(Number(length) <= smallBytes)
}

/** The fields of a small form, or null when it is no form or too long; no more than that is ever read. */
export async function smallForm(request: Request): Promise<URLSearchParams | null> {
  const type = request.headers.get('content-type') ?? 'application/x-www-form-urlencoded'
  if (!/^application\/x-www-form-urlencoded\b/i.test(type) || saysLarge(request.headers)) return null
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request.body ?? []) {
    size += part.byteLength
    if (size > smallBytes) return null
    parts.push(part)
  }
  return new URLSearchParams(Buffer.concat(parts).toString())
}
