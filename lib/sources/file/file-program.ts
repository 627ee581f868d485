import type { FileFormat, FormatChoice } from '../../model/sync/file-format'
import { askForBytes } from '../../platform/thread/ask-for-bytes'
import type { Ask } from '../../platform/thread/protocol'
import { serveJobs } from '../../platform/thread/serve-jobs'
import { inspectFile } from './inspect'
import { readFile } from './read'

/** The program of a thread that parses files, which the other side hands over piece by piece. */
serveJobs({
  async *inspect({ choice }: { choice?: FormatChoice }, ask: Ask) {
    yield await inspectFile(askForBytes(ask), choice)
  },
  read: ({ format }: { format: FileFormat }, ask: Ask) => readFile(askForBytes(ask)(), format),
})
