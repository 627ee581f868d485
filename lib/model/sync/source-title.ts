import type { FileFormat } from './file-format'
import type { SourceKindName } from './source'

/** Where the items of a connection come from, as a list or a fact names it. */
export interface KnownSource {
  kind: SourceKindName
  /** Of a file. */
  fileType: FileFormat['type'] | null
  /** The file's name, or where the source is. */
  name: string
}

const fileTitles = { csv: 'CSV file', json: 'JSON file', ndjson: 'NDJSON file' }
const titles: Record<SourceKindName, string> = {
  file: 'File',
  http: 'HTTPS API',
  postgres: 'PostgreSQL query',
  mysql: 'MySQL query',
  remote: 'Connector elsewhere',
}

export const sourceTitle = ({ kind, fileType }: KnownSource): string =>
  fileType ? fileTitles[fileType] : titles[kind]
