import { fileKind } from '@/lib/sources/file/file-kind'
import { emptyPglite } from '../../support/database'
import { sourceContext } from '../../support/source'
import { upload } from '../../support/sync'
import { conformance } from '../conformance'

async function file(text: string) {
  const opened = await emptyPglite()
  const { id } = await upload(opened, text)
  return { config: { uploadId: id }, context: sourceContext(opened) }
}

conformance('an uploaded file', {
  kind: fileKind,
  open: (count) => {
    // Long enough that a few thousand rows are several chunks.
    const rows = Array.from({ length: count }, (_, at) => `r${at + 1},"${'text '.repeat(100)}"`)
    return file(`id,text\n${rows.join('\n')}\n`)
  },
  withBadRecord: () => file('id,text\nr1,one\nr2,two,three\nr3,three\n'),
  broken: async () => ({
    config: { uploadId: crypto.randomUUID() },
    context: sourceContext(await emptyPglite()),
  }),
})
