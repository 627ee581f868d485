import type { SourceKindName } from '../model/sync/source'
import { fileKind } from './file/file-kind'
import { httpKind } from './http/http-kind'
import { postgresKind } from './postgres/postgres-kind'
import type { SourceKind } from './source-kind'

/** Every kind of source by its name. */
export const sourceKinds: Record<SourceKindName, SourceKind> = {
  file: erased(fileKind),
  http: erased(httpKind),
  postgres: erased(postgresKind),
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
