import type { UserBody } from '../routes/user-store'
import type { Json } from '../rules/members'
import type { DirectoryGroup } from './group-store'

/** What Graph answers of a user without `$select`. */
const userDefaults = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
]

export const userShape = {
  context: 'users',
  directory: true,
  members: [
    ...userDefaults,
    'accountEnabled',
    'city',
    'companyName',
    'country',
    'createdDateTime',
    'department',
    'employeeId',
    'mailNickname',
    'usageLocation',
    'userType',
  ],
  byDefault: userDefaults,
  searchable: true,
}

export function userAnswer(user: UserBody): Json {
  const [givenName = null, ...rest] = String(user.displayName ?? '').split(' ')
  const empty = [
    'jobTitle',
    'mobilePhone',
    'officeLocation',
    'preferredLanguage',
    'city',
    'companyName',
    'country',
  ]
  return {
    ...Object.fromEntries(
      [...empty, 'createdDateTime', 'department', 'employeeId', 'usageLocation'].map((name) => [name, null]),
    ),
    businessPhones: [],
    givenName,
    surname: rest.join(' ') || null,
    mailNickname: user.userPrincipalName.split('@')[0],
    ...user,
  }
}

export const groupShape = {
  context: 'groups',
  directory: true,
  members: [
    'id',
    'deletedDateTime',
    'description',
    'displayName',
    'groupTypes',
    'mail',
    'mailEnabled',
    'mailNickname',
    'securityEnabled',
    'visibility',
  ],
  searchable: true,
}

export const groupAnswer = ({ id, displayName, description }: DirectoryGroup): Json => ({
  id,
  deletedDateTime: null,
  description,
  displayName,
  groupTypes: [],
  mail: null,
  mailEnabled: false,
  mailNickname: displayName.replaceAll(/\W/g, ''),
  securityEnabled: true,
  visibility: null,
})

export const objectShape = {
  context: 'directoryObjects',
  directory: true,
  members: [...new Set([...userShape.members, ...groupShape.members])],
  searchable: true,
}
