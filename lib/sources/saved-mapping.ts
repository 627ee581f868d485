import type { Db } from '../db/open'
import { type Mapping, sameMapping } from '../model/mapping/mapping'
import { AppError } from '../platform/errors'
import { getSource } from './source'

/** Refuses a mapping that is not the saved one: who may run a sync may not always change what it sends. */
export async function needSavedMapping(db: Db, connectionId: string, mapping: Mapping): Promise<void> {
  const source = await getSource(db, connectionId)
  if (source && sameMapping(source.mapping, mapping)) return
  throw new AppError(
    'forbidden',
    'Changing the mapping needs the role Admin. Run the sync with the saved one.',
  )
}
