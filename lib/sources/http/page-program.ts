import { serveJobs } from '../../platform/thread/serve-jobs'
import { readPage } from './page'

/** The program of a thread that reads answers of APIs. */
serveJobs({
  async *page(given: Parameters<typeof readPage>) {
    yield readPage(...given)
  },
})
