import { serveJobs } from '../../../platform/thread/serve-jobs'
import { tellReaders } from './tell-readers'
import { tryRows } from './try-rows'
import { tryValues } from './try-values'

/** The program of a thread that tries a mapping on rows. It has no database, no Graph and no key. */
serveJobs({ rows: tryRows, values: tryValues, readers: tellReaders })
