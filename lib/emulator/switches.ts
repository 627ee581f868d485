/**
 * A rule that nobody has documented, or that two sources tell differently, and how it can be turned. `strict`
 * is what it is in strict mode unless it was turned away from its default.
 */
export type Switch = {
  name: string
  values: readonly (string | number)[]
  default: string | number
  strict?: string | number
  env: string
  /** Section of CONTRACT that tells what is known. */
  contract: string
  /** What holds by default. */
  text: string
}

export const switches = [
  {
    name: 'connectorAdministrators',
    values: ['connectors', 'global'],
    default: 'connectors',
    env: 'EMULATOR_CONNECTOR_ADMINISTRATORS',
    contract: '2',
    text: 'Global, Search and AI Administrators count as administrators of connectors, or only the first.',
  },
  {
    name: 'bodyTooLargeStatus',
    values: [413, 400],
    default: 413,
    env: 'EMULATOR_BODY_TOO_LARGE_STATUS',
    contract: '10',
    text: 'A body that is too large is answered with this status.',
  },
  {
    name: 'notOwnerStatus',
    values: [403, 404],
    default: 403,
    env: 'EMULATOR_NOT_OWNER_STATUS',
    contract: '10',
    text: 'The connection of another app, under OwnedBy, is answered with this status.',
  },
  {
    name: 'bodyContentType',
    values: ['any', 'json'],
    default: 'any',
    strict: 'json',
    env: 'EMULATOR_BODY_CONTENT_TYPE',
    contract: '10',
    text: 'A body is read as JSON whatever its Content-Type says, or only when it says JSON.',
  },
  {
    name: 'delegatedItemWrites',
    values: ['allow', 'refuse'],
    default: 'allow',
    env: 'EMULATOR_DELEGATED_ITEM_WRITES',
    contract: '13',
    text: 'Items are written with delegated tokens, or such writes are answered 401.',
  },
  {
    name: 'stateConflictStatus',
    values: [409, 400, 403, 507],
    default: 409,
    env: 'EMULATOR_STATE_CONFLICT_STATUS',
    contract: '6',
    text: 'What the state of a connection forbids is answered with this status.',
  },
  {
    name: 'connectionQuotaStatus',
    values: [403, 400, 409, 507],
    default: 403,
    env: 'EMULATOR_CONNECTION_QUOTA_STATUS',
    contract: '7',
    text: 'A connection too many is answered with this status.',
  },
  {
    name: 'deletingConnection',
    values: ['refuse', 'accept'],
    default: 'refuse',
    env: 'EMULATOR_DELETING_CONNECTION',
    contract: '4',
    text: 'A connection that is being deleted takes no more changes.',
  },
  {
    name: 'connectionDescription',
    values: ['optional', 'required'],
    default: 'optional',
    strict: 'required',
    env: 'EMULATOR_CONNECTION_DESCRIPTION',
    contract: '4',
    text: 'A connection is created without a description.',
  },
  {
    name: 'reservedIds',
    values: ['anyCase', 'exact'],
    default: 'anyCase',
    env: 'EMULATOR_RESERVED_IDS',
    contract: '4',
    text: 'Reserved connection ids are compared without case.',
  },
  {
    name: 'contentCategoryChange',
    values: ['refuse', 'ignore'],
    default: 'refuse',
    env: 'EMULATOR_CONTENT_CATEGORY_CHANGE',
    contract: '4',
    text: 'Another contentCategory in an update is refused.',
  },
  {
    name: 'betaMembers',
    values: ['refuse', 'drop'],
    default: 'refuse',
    env: 'EMULATOR_BETA_MEMBERS',
    contract: '16',
    text: 'A member that only beta has is refused in a v1.0 request.',
  },
  {
    name: 'omittedProperties',
    values: ['keep', 'refuse'],
    default: 'keep',
    strict: 'refuse',
    env: 'EMULATOR_OMITTED_PROPERTIES',
    contract: '5',
    text: 'A registered property that a schema update leaves out is kept.',
  },
  {
    name: 'schemaPost',
    values: ['accept', 'refuse'],
    default: 'accept',
    env: 'EMULATOR_SCHEMA_POST',
    contract: '2',
    text: 'The older POST registers a schema.',
  },
  {
    name: 'secondSchemaOperation',
    values: ['refuse', 'accept'],
    default: 'refuse',
    env: 'EMULATOR_SECOND_SCHEMA_OPERATION',
    contract: '6',
    text: 'While a schema operation runs, no other one begins.',
  },
  {
    name: 'failedSchema',
    values: ['forgotten', 'shown', 'final'],
    default: 'forgotten',
    env: 'EMULATOR_FAILED_SCHEMA',
    contract: '6',
    text: 'A schema whose operation failed is forgotten, or still shown, or the last one that the connection takes.',
  },
  {
    name: 'repeatedNames',
    values: ['refuse', 'accept'],
    default: 'refuse',
    env: 'EMULATOR_REPEATED_NAMES',
    contract: '5',
    text: 'A name or alias that is twice in a schema is refused, or the last property of a name holds.',
  },
  {
    name: 'contentProperty',
    values: ['refuse', 'accept'],
    default: 'refuse',
    env: 'EMULATOR_CONTENT_PROPERTY',
    contract: '5',
    text: 'A property called content is refused.',
  },
  {
    name: 'refinableDateTime',
    values: ['accept', 'refuse'],
    default: 'accept',
    strict: 'refuse',
    env: 'EMULATOR_REFINABLE_DATE_TIME',
    contract: '5',
    text: 'Properties of times may be refinable.',
  },
  {
    name: 'emptyAcl',
    values: ['refuse', 'accept'],
    default: 'refuse',
    env: 'EMULATOR_EMPTY_ACL',
    contract: '7',
    text: 'An item without any access control entry is refused.',
  },
  {
    name: 'everyoneValue',
    values: ['any', 'tenant'],
    default: 'any',
    strict: 'tenant',
    env: 'EMULATOR_EVERYONE_VALUE',
    contract: '7',
    text: 'The value of an everyone entry may be the word instead of the id of the tenant.',
  },
  {
    name: 'guestsInEveryone',
    values: ['included', 'excluded'],
    default: 'included',
    env: 'EMULATOR_GUESTS_IN_EVERYONE',
    contract: '7',
    text: 'Everyone includes the guests of the tenant.',
  },
  {
    name: 'itemIdCharacters',
    values: ['wide', 'alphanumeric'],
    default: 'wide',
    strict: 'alphanumeric',
    env: 'EMULATOR_ITEM_ID_CHARACTERS',
    contract: '7',
    text: 'Item ids may have _ and - besides letters and digits.',
  },
  {
    name: 'itemIdInBody',
    values: ['match', 'ignore'],
    default: 'match',
    env: 'EMULATOR_ITEM_ID_IN_BODY',
    contract: '7',
    text: 'The id in the body of an item has to be the one of the address.',
  },
  {
    name: 'itemPatch',
    values: ['accept', 'refuse'],
    default: 'accept',
    strict: 'refuse',
    env: 'EMULATOR_ITEM_PATCH',
    contract: '2',
    text: 'Items are changed by the withdrawn PATCH.',
  },
  {
    name: 'annotationForms',
    values: ['lenient', 'documented'],
    default: 'lenient',
    strict: 'documented',
    env: 'EMULATOR_ANNOTATION_FORMS',
    contract: '7',
    text: 'Type annotations may begin with # or name Edm types.',
  },
  {
    name: 'nonAsciiAnnotation',
    values: ['optional', 'required'],
    default: 'optional',
    strict: 'required',
    env: 'EMULATOR_NON_ASCII_ANNOTATION',
    contract: '7',
    text: 'A string with other than ASCII characters needs no String annotation.',
  },
  {
    name: 'principalCollections',
    values: ['both', 'array', 'wrapper'],
    default: 'both',
    env: 'EMULATOR_PRINCIPAL_COLLECTIONS',
    contract: '7',
    text: 'A collection of principals is an array, or an object that holds one.',
  },
  {
    name: 'groupsFollowState',
    values: ['yes', 'no'],
    default: 'yes',
    env: 'EMULATOR_GROUPS_FOLLOW_STATE',
    contract: '6',
    text: 'Groups are not changed while the connection is obsolete.',
  },
  {
    name: 'memberIdentitySource',
    values: ['accept', 'refuse'],
    default: 'accept',
    strict: 'refuse',
    env: 'EMULATOR_MEMBER_IDENTITY_SOURCE',
    contract: '3',
    text: 'A group member may carry the identitySource of the older guide.',
  },
  {
    name: 'secondGroup',
    values: ['refuse', 'accept'],
    default: 'refuse',
    env: 'EMULATOR_SECOND_GROUP',
    contract: '7',
    text: 'A second group of the same id is a conflict, or takes the place of the first and keeps its members.',
  },
  {
    name: 'secondMember',
    values: ['refuse', 'accept'],
    default: 'refuse',
    env: 'EMULATOR_SECOND_MEMBER',
    contract: '7',
    text: 'Adding somebody to a group twice is a conflict.',
  },
  {
    name: 'unknownActor',
    values: ['fail', 'accept'],
    default: 'fail',
    env: 'EMULATOR_UNKNOWN_ACTOR',
    contract: '7',
    text: 'An activity of an unknown user fails on its own.',
  },
  {
    name: 'entraSourceMissing',
    values: ['append', 'revert'],
    default: 'append',
    env: 'EMULATOR_ENTRA_SOURCE_MISSING',
    contract: '8.4',
    text: 'The Entra source is appended to a prioritized list that lacks it, or the whole change is dropped.',
  },
  {
    name: 'builtInSourceStatus',
    values: [403, 400, 404],
    default: 403,
    env: 'EMULATOR_BUILT_IN_SOURCE_STATUS',
    contract: '8.3',
    text: 'Changing the built-in profile source is answered with this status.',
  },
  {
    name: 'profileSourceMembers',
    values: ['required', 'optional'],
    default: 'required',
    env: 'EMULATOR_PROFILE_SOURCE_MEMBERS',
    contract: '8.3',
    text: 'A profile source needs a display name and a web page.',
  },
  {
    name: 'lateProfileSource',
    values: ['ignore', 'accept'],
    default: 'ignore',
    env: 'EMULATOR_LATE_PROFILE_SOURCE',
    contract: '13',
    text: 'People items that were written before their profile source was registered never reach a profile.',
  },
  {
    name: 'unlistedProfileSource',
    values: ['last', 'ignore'],
    default: 'last',
    env: 'EMULATOR_UNLISTED_PROFILE_SOURCE',
    contract: '8.4',
    text: 'A registered profile source that the prioritized list leaves out comes last in profiles.',
  },
  {
    name: 'previewPeople',
    values: ['accept', 'ignore'],
    default: 'accept',
    env: 'EMULATOR_PREVIEW_PEOPLE',
    contract: '8',
    text: 'A schema with the property names of the preview makes a people connection.',
  },
  {
    name: 'peopleInSearch',
    values: ['hidden', 'shown'],
    default: 'hidden',
    env: 'EMULATOR_PEOPLE_IN_SEARCH',
    contract: '8',
    text: 'Items of people connections are not found by search.',
  },
  {
    name: 'searchRequests',
    values: ['several', 'one'],
    default: 'several',
    strict: 'one',
    env: 'EMULATOR_SEARCH_REQUESTS',
    contract: '9',
    text: 'A search may hold several requests.',
  },
  {
    name: 'largestSearchPage',
    values: [500, 1000],
    default: 500,
    env: 'EMULATOR_LARGEST_SEARCH_PAGE',
    contract: '9',
    text: 'A page of hits holds so many at most.',
  },
  {
    name: 'unreadableQuery',
    values: ['refuse', 'words'],
    default: 'refuse',
    env: 'EMULATOR_UNREADABLE_QUERY',
    contract: '9',
    text: 'A query that is no KQL is refused, or searched for its words.',
  },
  {
    name: 'emptyQuery',
    values: ['everything', 'refuse'],
    default: 'everything',
    strict: 'refuse',
    env: 'EMULATOR_EMPTY_QUERY',
    contract: '9',
    text: 'A query without words finds everything.',
  },
  {
    name: 'unknownRestriction',
    values: ['nothing', 'refuse'],
    default: 'nothing',
    strict: 'refuse',
    env: 'EMULATOR_UNKNOWN_RESTRICTION',
    contract: '9',
    text: 'A restriction on a property that no connection can query finds nothing.',
  },
  {
    name: 'unknownContentSource',
    values: ['nothing', 'refuse'],
    default: 'nothing',
    strict: 'refuse',
    env: 'EMULATOR_UNKNOWN_CONTENT_SOURCE',
    contract: '9',
    text: 'A content source that does not exist adds nothing to a search.',
  },
  {
    name: 'unknownQueryOptions',
    values: ['ignore', 'refuse'],
    default: 'ignore',
    strict: 'refuse',
    env: 'EMULATOR_UNKNOWN_QUERY_OPTIONS',
    contract: '1',
    text: 'System query options that a resource does not know are passed over.',
  },
  {
    name: 'formContentType',
    values: ['any', 'form'],
    default: 'any',
    strict: 'form',
    env: 'EMULATOR_FORM_CONTENT_TYPE',
    contract: '11',
    text: 'The authority reads a form whatever its Content-Type says, or only when it says a form.',
  },
] as const satisfies readonly Switch[]

type Known = (typeof switches)[number]
export type SwitchName = Known['name']
export type Switches = { [One in Known as One['name']]: One['values'][number] }

const all: readonly Switch[] = switches

export const defaultSwitches = Object.fromEntries(
  switches.map(({ name, default: value }) => [name, value]),
) as Switches

/** How the rules stand in a tenant. */
export function rulesOf(settings: Switches & { strict: boolean }): Switches {
  if (!settings.strict) return settings
  const turned = all.flatMap(({ name, default: otherwise, strict }) =>
    strict !== undefined && settings[name as SwitchName] === otherwise ? [[name, strict] as const] : [],
  )
  return { ...settings, ...Object.fromEntries(turned) }
}

/** The switches that the environment turns. Throws a sentence for a value that a switch does not have. */
export function switchesFrom(env: Record<string, string | undefined>): Partial<Switches> {
  const turned = all.flatMap(({ name, env: variable, values }) => {
    const text = env[variable]?.trim()
    if (!text) return []
    const value = values.find((one) => String(one).toLowerCase() === text.toLowerCase())
    if (value === undefined) throw new Error(`${variable} is one of ${values.join(', ')}, not "${text}".`)
    return [[name, value] as const]
  })
  return Object.fromEntries(turned)
}
