import { isIPv4 } from 'node:net'

const element = (tag: number, ...parts: Uint8Array[]) => {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.of(tag, ...lengthOf(content)), content])
}

/** One byte, or how many bytes of length follow. */
function lengthOf({ length }: Buffer) {
  if (length < 0x80) return [length]
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
}

const sequence = 0x30
const permitted = 0xa0
const dnsName = 0x82
const ipAddress = 0x87

function bytesOf(address: string) {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number))
  if (address === '::1') return Buffer.concat([Buffer.alloc(15), Buffer.of(1)])
  throw new Error(`${address} is no address that is written here.`)
}

/**
 * The value of RFC 5280's NameConstraints. People trust this certificate authority on their
 * machines, and its key is in a folder there, so it must be valid for these names only.
 */
export function nameConstraints(names: string[], addresses: string[]) {
  const bases = [
    ...names.map((name) => element(dnsName, Buffer.from(name, 'ascii'))),
    ...addresses.map(bytesOf).map((bytes) => element(ipAddress, bytes, Buffer.alloc(bytes.length, 0xff))),
  ]
  return element(sequence, element(permitted, ...bases.map((base) => element(sequence, base))))
}
