import { AppError } from './errors'

/** The text of an answer. One that is larger than any that can be meant ends there, before it fills the memory. */
export async function answerText(response: Response, mostBytes: number): Promise<string> {
  if (!response.body) return ''
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const part of response.body) {
    bytes += part.byteLength
    if (bytes > mostBytes) {
      const { host } = new URL(response.url)
      throw new AppError('unavailable', `${host} answered with more than ${mostBytes / 1_000_000} MB.`)
    }
    text += decoder.decode(part, { stream: true })
  }
  return text + decoder.decode()
}
