import type { FindingKind } from './finding'

/** What a check has found, in words for an admin. */
export const findingWords: Record<FindingKind, { name: string; about: string }> = {
  changed: {
    name: 'Changed by somebody else',
    about: 'Graph holds something else than this console has sent. Sending it again replaces that.',
  },
  missing: {
    name: 'Missing in Graph',
    about: 'Graph does not have it, and the source does. Send it again, or forget that it was sent.',
  },
  gone: {
    name: 'Gone',
    about: 'Neither Graph nor the source has it any more. Forget that it was sent.',
  },
}
