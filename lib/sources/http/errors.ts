import { AppError } from '../../platform/errors'

/** Where a request went, without what may be secret in its query. */
const placeOf = ({ origin, pathname }: URL) => `${origin}${pathname}`

const said: Record<number, string> = {
  202: 'The API has not made its answer yet. Ask an address that answers at once.',
  204: 'The API answers without anything. Check the parameters.',
  206: 'The API gave only a part of its answer. Ask for smaller pages.',
  207: 'The API gave only a part of its answer. Ask for smaller pages.',
  400: 'The API took the request for wrong. Check the parameters and the body.',
  401: 'The API refused the credentials. Check them, and enter the secret again.',
  403: 'The API knows the credentials, and they may not read this. Grant them the permission.',
  404: 'The API has nothing at this address. Check it.',
  405: 'The API does not take this method. Choose the other.',
}

/** What an answer without records means. */
export function apiError(status: number, url: URL) {
  const where = `(${placeOf(url)}: ${status})`
  if (status === 429)
    return new AppError('throttled', `The API asks to wait again and again. ${where}.`, { status })
  if (status >= 500)
    return new AppError('unavailable', `The API failed several times in a row ${where}.`, { status })
  const what = said[status] ?? 'The API gave no records. Check address and parameters.'
  return new AppError('invalid', `${what} ${where}.`, { status, field: 'url' })
}

export const notThere = (url: URL, why: string) =>
  new AppError('invalid', `${placeOf(url)} ${why}. Check the address.`, { field: 'url' })
