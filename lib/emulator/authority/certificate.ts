import { constants, createHash, createPublicKey, verify, X509Certificate } from 'node:crypto'
import type { Store } from '../store/store'
import type { Jwt } from './tokens'

export function signedByRegisteredCertificate(
  store: Store,
  clientId: string,
  { header, signed, signature }: Jwt,
) {
  const keys = store.all<{ publicKey: string }>(
    'select publicKey from certificates where clientId = ? and (sha256 = ? or sha1 = ? or sha1 = ?)',
    clientId,
    String(header['x5t#S256'] ?? ''),
    String(header.x5t ?? ''),
    Buffer.from(String(header.kid ?? ''), 'hex').toString('base64url'),
  )
  return keys.some(({ publicKey }) => {
    const key = createPublicKey(publicKey)
    const data = Buffer.from(signed)
    if (header.alg === 'RS256') return verify('RSA-SHA256', data, key, signature)
    if (header.alg !== 'PS256') return false
    return verify(
      'RSA-SHA256',
      data,
      { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 },
      signature,
    )
  })
}

/** Registers a certificate with an app, as an administrator does in Entra. Throws for a text that is not a certificate. */
export function registerCertificate(store: Store, clientId: string, pem: string) {
  const { raw, publicKey } = new X509Certificate(pem)
  const thumbprint = (algorithm: string) => createHash(algorithm).update(raw).digest()
  const sha1 = thumbprint('sha1')
  const digest = thumbprint('sha256')
  store.run(
    'insert or replace into certificates (clientId, sha256, sha1, publicKey) values (?, ?, ?, ?)',
    clientId,
    digest.toString('base64url'),
    sha1.toString('base64url'),
    String(publicKey.export({ type: 'spki', format: 'pem' })),
  )
  return {
    thumbprint: sha1.toString('hex').toUpperCase(),
    thumbprintSha256: digest.toString('hex').toUpperCase(),
  }
}
