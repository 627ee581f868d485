import { AppError } from '../../platform/errors'

/** Credentials and records do not go in the clear, but to a host of the own network that was allowed. */
export function needHttps(url: URL, allowedHosts: readonly string[]) {
  if (url.protocol === 'https:' || allowedHosts.some((one) => one === url.hostname || one === url.host))
    return
  throw new AppError('invalid', `The address ${url.origin} has to begin with https://.`, { field: 'url' })
}
