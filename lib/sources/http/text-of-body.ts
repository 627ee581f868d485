import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { AppError } from '../../platform/errors'

const mostBytes = 32_000_000

/** A whole answer as text. One that is too large is not read to its end. */
export async function textOfBody(body: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  try {
    for await (const part of body) {
      const bytes: Buffer = part
      length += bytes.length
      if (length > mostBytes) throw tooLarge()
      parts.push(bytes)
    }
  } catch (error) {
    if (error instanceof AppError || (error instanceof Error && error.name === 'AbortError')) throw error
    throw new AppError('unavailable', 'The answer of the API broke off.', { cause: error })
  } finally {
    body.destroy()
  }
  const bytes = Buffer.concat(parts)
  if (!isUtf8(bytes))
    throw new AppError('invalid', 'The API answers in another encoding than UTF-8.', { field: 'url' })
  return bytes.toString('utf8')
}

const tooLarge = () =>
  new AppError('invalid', 'A page of the API is larger than 32 MB. Ask for smaller pages.', { field: 'url' })
