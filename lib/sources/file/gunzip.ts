import { createGunzip } from 'node:zlib'
import { limits } from './limits'
import { refused } from './refuse'

const zipBomb =
  'The file unpacks to far more than a data file would. Unpack it yourself, look at it, and upload the part that you need.'

/** The bytes of a gzip file, unpacked as they are asked for, and no more of them than a file may have. */
export async function* gunzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let packed = 0
  let unpacked = 0
  const unzip = createGunzip()
  const feeding = feed()
  // Reported where the bytes are read.
  feeding.catch((error: Error) => unzip.destroy(error))

  async function feed() {
    for await (const chunk of chunks) {
      packed += chunk.length
      if (unzip.destroyed) return
      if (!unzip.write(chunk))
        await new Promise<void>((done) => void unzip.once('drain', done).once('close', done))
    }
    unzip.end()
  }

  try {
    for await (const piece of unzip) {
      const bytes: Uint8Array = piece
      unpacked += bytes.length
      const suspicious = unpacked > 200_000_000 && unpacked > packed * limits.ratio
      if (suspicious || unpacked > limits.unpacked) throw refused(zipBomb)
      yield bytes
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!code.startsWith('Z_')) throw error
    throw refused('The compressed file is damaged or was cut off. Compress it again with gzip.', error)
  } finally {
    unzip.destroy()
  }
}
