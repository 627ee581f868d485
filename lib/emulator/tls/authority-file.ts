import { createPrivateKey, X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Certified, makeAuthority, vouchesForNames } from './certificates'

export type KeptAuthority = Certified & { file: string; close(): void }

class BrokenAuthority extends Error {
  readonly code = 'ERR_BROKEN_AUTHORITY'
}

/** Created once beside the tenant's file, so that it has to be trusted only once. */
export async function openAuthority(data: string): Promise<KeptAuthority> {
  const inMemory = data === ':memory:'
  const folder = inMemory ? mkdtempSync(join(tmpdir(), 'emulator-ca-')) : dirname(data)
  const close = () => {
    if (inMemory) rmSync(folder, { recursive: true, force: true })
  }
  const [file, keyFile] = [join(folder, 'emulator-ca.pem'), join(folder, 'emulator-ca.key')]
  const kept = read(file, keyFile)
  if (kept) return { ...kept, file, close }
  const made = await makeAuthority()
  mkdirSync(folder, { recursive: true })
  writeFileSync(keyFile, made.key, { mode: 0o600 })
  writeFileSync(file, made.certificate)
  return { ...made, file, close }
}

function read(file: string, keyFile: string): Certified | undefined {
  if (!existsSync(file) || !existsSync(keyFile)) return undefined
  const authority = { certificate: readFileSync(file, 'utf8'), key: readFileSync(keyFile, 'utf8') }
  if (!isPair(authority)) throw new BrokenAuthority(`${file} and its key are no pair. Delete both`)
  const isCurrent = new X509Certificate(authority.certificate).validToDate.getTime() > Date.now()
  return isCurrent && vouchesForNames(authority.certificate) ? authority : undefined
}

function isPair({ certificate, key }: Certified) {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key))
  } catch {
    return false
  }
}
