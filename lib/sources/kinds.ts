import type { RecordKindName, SourceKindName } from '../model/sync/source'
import { AppError } from '../platform/errors'
import { fileKind } from './file/file-kind'
import { httpKind } from './http/http-kind'
import { mysqlKind } from './mysql/mysql-kind'
import { postgresKind } from './postgres/postgres-kind'
import type { SourceKind } from './source-kind'

/** Every kind of source that gives records by its name. */
const kinds: Record<RecordKindName, SourceKind> = {
  file: erased(fileKind),
  http: erased(httpKind),
  postgres: erased(postgresKind),
  mysql: erased(mysqlKind),
}

/** The kind of that name. Throws for a remote connector, which gives the console no records. */
export function sourceKind(name: SourceKindName): SourceKind {
  if (name === 'remote')
    throw new AppError('invalid', 'A remote connector keeps its records to itself.', { field: 'kind' })
  return kinds[name]
}

/** A kind whose configuration is parsed by itself, so that callers need not know its shape. */
function erased<Config>(kind: SourceKind<Config>): SourceKind {
  return {
    ...kind,
    test: (config, context) => kind.test(kind.config.parse(config), context),
    sample: (config, context, count) => kind.sample(kind.config.parse(config), context, count),
    read: (config, from, context) => kind.read(kind.config.parse(config), from, context),
  }
}
