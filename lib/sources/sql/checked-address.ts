import { lookup } from 'node:dns/promises'
import { isInside } from '../../platform/egress'
import { AppError } from '../../platform/errors'
import type { Target } from './connection-string'

/**
 * The address to connect to. A name is resolved here, and the connection goes to the address that was checked, so that the
 * name cannot change its mind in between.
 */
export async function checkedAddress(
  { host, port, mode }: Pick<Target, 'host' | 'port' | 'mode'>,
  allowedHosts: readonly string[],
): Promise<string> {
  const name = host.toLowerCase()
  const allowed = allowedHosts.some((one) => one === name || one === `${name}:${port}`)
  if (mode === 'disable' && !allowed)
    throw refused(
      `${host} is not in SOURCE_ALLOWED_HOSTS, so its connection has to be encrypted. Leave sslmode=disable out.`,
    )
  const found = await lookup(host, { all: true }).catch((cause: NodeJS.ErrnoException) => {
    throw new AppError('unavailable', `${host} cannot be found: ${cause.code ?? 'no answer'}.`, { cause })
  })
  if (!allowed && found.some(({ address }) => isInside(address)))
    throw refused(
      `${host} is an address of an inner network, which the console does not call. SOURCE_ALLOWED_HOSTS can allow it.`,
    )
  const [first] = found
  if (!first) throw new AppError('unavailable', `${host} cannot be found: it has no address.`)
  return first.address
}

const refused = (message: string) => new AppError('invalid', message, { field: 'connectionString' })
