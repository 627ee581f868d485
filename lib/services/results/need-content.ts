import { contentKind, type ExternalConnection } from '../../model/connection/connection'
import { AppError } from '../../platform/errors'

/** People data goes to profiles, never to a search result of its own. */
export function needContent(connection: ExternalConnection) {
  if (contentKind(connection) === 'people')
    throw new AppError('invalid', 'A people connection has no search results, so no templates either.')
}
