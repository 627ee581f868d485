import type { Switch } from './switch'

export const requestSwitches = [
  {
    name: 'connectorAdministrators',
    values: ['connectors', 'global'],
    default: 'connectors',
    contract: 'administrator-roles',
    text: 'Global, Search and AI Administrators count as administrators of connectors, or only the first.',
  },
  {
    name: 'notOwnerStatus',
    values: [403, 404],
    default: 403,
    contract: 'error-not-owner',
    text: 'The connection of another app, under OwnedBy, is answered with this status.',
  },
  {
    name: 'delegatedItemWrites',
    values: ['allow', 'refuse'],
    default: 'allow',
    contract: 'surprise-delegated-items',
    text: 'Items are written with delegated tokens, or such writes are answered 401.',
  },
  {
    name: 'bodyTooLargeStatus',
    values: [413, 400],
    default: 413,
    contract: 'error-413',
    text: 'A body that is too large is answered with this status.',
  },
  {
    name: 'bodyContentType',
    values: ['any', 'json'],
    default: 'any',
    strict: 'json',
    contract: 'content-type',
    text: 'A body is read as JSON whatever its Content-Type says, or only when it says JSON.',
  },
  {
    name: 'formContentType',
    values: ['any', 'form'],
    default: 'any',
    strict: 'form',
    contract: 'authority-form',
    text: 'The authority reads a form whatever its Content-Type says, or only when it says a form.',
  },
  {
    name: 'betaMembers',
    values: ['refuse', 'drop'],
    default: 'refuse',
    contract: 'beta-members',
    text: 'A member that only beta has is refused in a v1.0 request.',
  },
  {
    name: 'unknownQueryOptions',
    values: ['ignore', 'refuse'],
    default: 'ignore',
    strict: 'refuse',
    contract: 'unknown-query-options',
    text: 'System query options that a resource does not know are passed over.',
  },
] as const satisfies readonly Switch[]
