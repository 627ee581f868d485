// Has to be imported before the library, which needs it.
import 'reflect-metadata'
import { createPrivateKey, randomBytes } from 'node:crypto'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'
import { nameConstraints } from './name-constraints'
import { addresses, dnsNames } from './names'

/** Both in PEM form. */
export type Certified = { certificate: string; key: string }

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const constraintsId = '2.5.29.30'
const dayMs = 24 * 3600_000
const authorityDays = 3650
// Longer than this is refused by some clients, whoever signed it.
const serverDays = 397

const makeKeys = () => crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
// The highest bit would make it negative.
const serialNumber = () => `5a${randomBytes(15).toString('hex')}`
const pemOf = async (key: CryptoKey) =>
  PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')

function validity(days: number) {
  // A machine whose clock is a little behind has to find it valid too.
  const notBefore = new Date(Date.now() - dayMs)
  return { notBefore, notAfter: new Date(notBefore.getTime() + days * dayMs) }
}

export async function makeAuthority(names = dnsNames): Promise<Certified> {
  const keys = await makeKeys()
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: 'CN=Local tenant CA, O=Connectors Console',
    ...validity(authorityDays),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      new Extension(constraintsId, true, nameConstraints(names, addresses)),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { certificate: certificate.toString('pem'), key: await pemOf(keys.privateKey) }
}

/** Whether an authority may vouch for just the names of today. One that was made before may know fewer. */
export function vouchesForNames(certificate: string) {
  const { value } = new X509Certificate(certificate).getExtension(constraintsId) ?? {}
  return value !== undefined && nameConstraints(dnsNames, addresses).equals(Buffer.from(value))
}

export async function makeServerCertificate(
  authority: Certified,
  names = dnsNames,
  ips = addresses,
): Promise<Certified> {
  const issuer = new X509Certificate(authority.certificate)
  const pkcs8 = createPrivateKey(authority.key).export({ type: 'pkcs8', format: 'der' })
  const signingKey = await crypto.subtle.importKey('pkcs8', new Uint8Array(pkcs8), algorithm, false, ['sign'])
  const keys = await makeKeys()
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: 'CN=localhost, O=Connectors Console',
    issuer: issuer.subjectName,
    ...validity(serverDays),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([
        ...names.map((value) => ({ type: 'dns', value }) as const),
        ...ips.map((value) => ({ type: 'ip', value }) as const),
      ]),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  })
  return { certificate: certificate.toString('pem'), key: await pemOf(keys.privateKey) }
}
