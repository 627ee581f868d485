const connectionStates = ['draft', 'ready', 'obsolete', 'limitExceeded'] as const
export type ConnectionState = (typeof connectionStates)[number]

export const contentCategories = [
  'uncategorized',
  'knowledgeBase',
  'wikis',
  'fileRepository',
  'qna',
  'crm',
  'dashboard',
  'people',
  'media',
  'email',
  'messaging',
  'meetingTranscripts',
  'taskManagement',
  'learningManagement',
] as const
export type ContentCategory = (typeof contentCategories)[number]

export const propertyTypes = [
  'string',
  'int64',
  'double',
  'dateTime',
  'boolean',
  'stringCollection',
  'int64Collection',
  'doubleCollection',
  'dateTimeCollection',
  'principal',
  'principalCollection',
] as const
export type PropertyType = (typeof propertyTypes)[number]

/** Types that came after the sentinel of their enumeration (docs/graph-contract.md#evolvable-enums). */
export const lateTypes: readonly PropertyType[] = ['principal', 'principalCollection']

export const aclTypes = ['user', 'group', 'everyone', 'everyoneExceptGuests', 'externalGroup'] as const
export const accessTypes = ['grant', 'deny'] as const
export const identitySources = ['azureActiveDirectory', 'external'] as const
export const contentTypes = ['text', 'html'] as const
export const contentExperiences = ['search', 'compliance'] as const
export const importanceScores = ['low', 'medium', 'high', 'veryHigh'] as const
export const activityTypes = ['viewed', 'modified', 'created', 'commented'] as const
export const identityTypes = ['user', 'group', 'externalGroup'] as const
export const ruleOperations = [
  'null',
  'equals',
  'notEquals',
  'contains',
  'notContains',
  'lessThan',
  'greaterThan',
  'startsWith',
] as const
export const binaryOperators = ['or', 'and'] as const
