import type { SourceConfig } from './source'

/** Whether a source can be asked only for what has changed. */
export const tellsChanges = ({ config }: { config: SourceConfig }) =>
  'changes' in config && config.changes !== undefined
