import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { onTestFinished } from 'vitest'

/** Another authority, as a pipeline or a cluster has one: it publishes its keys and signs what it is asked to. */
export async function openIssuer() {
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  const key = { ...(await exportJWK(publicKey)), kid: 'one', use: 'sig', alg: 'RS256' }
  const asked: string[] = []
  const server = createServer(({ url = '' }, response) => {
    asked.push(url)
    const documents: Record<string, object> = {
      '/.well-known/openid-configuration': { issuer, jwks_uri: `${issuer}/keys` },
      '/keys': { keys: [key] },
      '/liar/.well-known/openid-configuration': { issuer, jwks_uri: `${issuer}/keys` },
    }
    const body = documents[url]
    response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const sign = (claims: Record<string, unknown> = {}, signer: CryptoKey = privateKey, kid = 'one') => {
    const now = Math.floor(Date.now() / 1000)
    const all = { iss: issuer, sub: 'repo:contoso/sync', aud: 'api://AzureADTokenExchange' }
    return new SignJWT({ ...all, iat: now, nbf: now, exp: now + 600, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid })
      .sign(signer)
  }
  return { issuer, sign, asked }
}
