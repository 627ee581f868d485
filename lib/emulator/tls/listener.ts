import type { RequestListener } from 'node:http'
import { createServer } from 'node:https'
import { openAuthority } from './authority-file'
import { makeServerCertificate } from './certificates'

/** A server for https that does not listen yet, and the file that its clients have to trust. */
export async function createTlsServer(data: string, listener: RequestListener) {
  const authority = await openAuthority(data)
  const { certificate, key } = await makeServerCertificate(authority)
  const server = createServer({ key, cert: `${certificate}\n${authority.certificate}` }, listener)
  return { server, caFile: authority.file, close: authority.close }
}
