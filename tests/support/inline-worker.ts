import { startInline } from '@/lib/cli/inline'

// A web server keeps the process alive, whatever becomes of the database.
if (process.env.KEEP_OPEN) setInterval(() => {}, 60_000)

/** The worker as the portal runs it on the embedded database, without the portal around it. */
startInline()
  .then(() => process.send?.('started'))
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(1)
  })
