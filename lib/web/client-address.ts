import { isIPv4, isIPv6 } from 'node:net'

/**
 * Where a request comes from. Each proxy adds the address it was called from at the end of `X-Forwarded-For`, so with
 * `proxies` of our own in front, the client is that far from the end; whatever stands before it, the client wrote.
 */
export function clientAddress(
  socket: string | undefined,
  forwarded: string | undefined,
  proxies: number,
): string {
  const chain = [...(forwarded ?? '').split(','), socket ?? ''].map((one) => one.trim())
  return networkOf(chain.at(-1 - proxies) || socket || '')
}

/** One customer has a whole /64 of IPv6, so that is what counts as one address. */
function networkOf(address: string): string {
  const plain = address.replace(/^\[|\](:\d+)?$/g, '').replace(/^::ffff:(?=\d+\.)/i, '')
  if (isIPv4(plain)) return plain
  if (!isIPv6(plain)) return 'unknown'
  const [head = '', tail] = plain.toLowerCase().split('%')[0]?.split('::') ?? []
  const groups = head.split(':').filter(Boolean)
  const after = tail?.split(':').filter(Boolean) ?? []
  const whole = [...groups, ...Array.from({ length: 8 - groups.length - after.length }, () => '0'), ...after]
  return `${whole
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
