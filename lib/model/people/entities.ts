/** What the text of a cell becomes. A list of words is an enumeration; `people` are names or addresses. */
export type FieldType =
  | 'text'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'date'
  | 'url'
  | 'guid'
  | 'upn'
  | 'list'
  | 'tags'
  | 'people'
  | readonly string[]

export interface Shape {
  readonly [member: string]: FieldType | Shape
}

export interface Entity {
  shape: Shape
  /** Sets of paths of which one has to be there for the entity to say anything. */
  minimum: readonly (readonly string[])[]
  /** Non-nullable members, and what the console says where a mapping does not. */
  defaults?: Readonly<Record<string, string | boolean>>
  nonNullable?: readonly string[]
}

export const collaborationTags = ['askMeAbout', 'ableToMentor', 'wantsToLearn', 'wantsToImprove']

const relationships = [
  'manager',
  'colleague',
  'directReport',
  'dotLineReport',
  'assistant',
  'dotLineManager',
  'alternateContact',
  'friend',
  'spouse',
  'sibling',
  'child',
  'parent',
  'sponsor',
  'emergencyContact',
  'other',
]

export const relatedPerson: Shape = {
  displayName: 'text',
  userPrincipalName: 'upn',
  userId: 'text',
  relationship: relationships,
}

const address: Shape = {
  type: ['unknown', 'home', 'business', 'other'],
  street: 'text',
  postOfficeBox: 'text',
  postalCode: 'text',
  city: 'text',
  state: 'text',
  countryOrRegion: 'text',
}

const company: Shape = {
  displayName: 'text',
  department: 'text',
  officeLocation: 'text',
  division: 'text',
  secondaryDepartment: 'text',
  costCenter: 'text',
  companyCode: 'text',
  pronunciation: 'text',
  webUrl: 'url',
  address,
}

const positionDetail: Shape = {
  jobTitle: 'text',
  secondaryJobTitle: 'text',
  role: 'text',
  secondaryRole: 'text',
  employeeId: 'text',
  employeeType: 'text',
  level: 'text',
  layer: 'integer',
  startMonthYear: 'date',
  endMonthYear: 'date',
  summary: 'text',
  description: 'text',
  company,
}

const links: Shape = { webUrl: 'url', thumbnailUrl: 'url' }
const named: Shape = { displayName: 'text', description: 'text' }

const fluency = [
  'elementary',
  'conversational',
  'limitedWorking',
  'professionalWorking',
  'fullProfessional',
  'nativeOrBilingual',
]

/**
 * The profile entities a people connection may carry, with the members that a connector may send: those of
 * itemFacet are the service's own (https://learn.microsoft.com/en-us/graph/api/resources/itemfacet).
 */
export const entities: Readonly<Record<string, Entity>> = {
  userAccountInformation: {
    shape: {
      userPrincipalName: 'upn',
      externalDirectoryObjectId: 'guid',
      ageGroup: 'text',
      countryCode: 'text',
      userPersona: ['unknown', 'externalMember', 'externalGuest', 'internalMember', 'internalGuest'],
      originTenantInfo: { originTenantId: 'text', originUserId: 'text' },
      preferredLanguageTag: { displayName: 'text', locale: 'text' },
    },
    minimum: [['userPrincipalName'], ['externalDirectoryObjectId']],
  },
  personName: {
    shape: {
      displayName: 'text',
      first: 'text',
      middle: 'text',
      last: 'text',
      initials: 'text',
      maiden: 'text',
      nickname: 'text',
      title: 'text',
      suffix: 'text',
      languageTag: 'text',
      pronunciation: { displayName: 'text', first: 'text', middle: 'text', last: 'text', maiden: 'text' },
    },
    minimum: [['displayName'], ['first', 'last']],
  },
  workPosition: {
    shape: {
      isCurrent: 'boolean',
      detail: positionDetail,
      manager: relatedPerson,
      colleagues: 'people',
      categories: 'list',
    },
    minimum: [['detail.jobTitle']],
  },
  itemAddress: {
    shape: {
      displayName: 'text',
      detail: address,
      geoCoordinates: { latitude: 'number', longitude: 'number', altitude: 'number' },
    },
    minimum: [['detail.type', 'detail']],
    defaults: { 'detail.type': 'business' },
  },
  itemEmail: {
    shape: {
      address: 'text',
      type: ['unknown', 'work', 'personal', 'main', 'other'],
      displayName: 'text',
    },
    minimum: [['address']],
    defaults: { type: 'work' },
    nonNullable: ['type'],
  },
  itemPhone: {
    shape: {
      number: 'text',
      type: [
        'home',
        'business',
        'mobile',
        'other',
        'assistant',
        'homeFax',
        'businessFax',
        'otherFax',
        'pager',
        'radio',
      ],
      displayName: 'text',
    },
    minimum: [['number']],
    defaults: { type: 'business' },
    nonNullable: ['type'],
  },
  personAward: {
    shape: { ...named, issuedDate: 'date', issuingAuthority: 'text', ...links },
    minimum: [['displayName']],
  },
  personCertification: {
    shape: {
      ...named,
      certificationId: 'text',
      issuingAuthority: 'text',
      issuingCompany: 'text',
      issuedDate: 'date',
      startDate: 'date',
      endDate: 'date',
      ...links,
    },
    minimum: [['displayName']],
  },
  educationalActivity: {
    shape: {
      institution: { ...named, webUrl: 'url', location: address },
      program: {
        displayName: 'text',
        abbreviation: 'text',
        description: 'text',
        fieldsOfStudy: 'list',
        grade: 'text',
        activities: 'list',
        awards: 'list',
        notes: 'text',
        webUrl: 'url',
      },
      startMonthYear: 'date',
      endMonthYear: 'date',
      completionMonthYear: 'date',
    },
    minimum: [['institution.displayName'], ['program.displayName']],
  },
  personInterest: {
    shape: { ...named, categories: 'list', collaborationTags: 'tags', ...links },
    minimum: [['displayName']],
  },
  languageProficiency: {
    shape: {
      displayName: 'text',
      tag: 'text',
      proficiency: fluency,
      spoken: fluency,
      written: fluency,
      reading: fluency,
      thumbnailUrl: 'url',
    },
    minimum: [['displayName'], ['tag']],
  },
  itemPatent: {
    shape: {
      ...named,
      number: 'text',
      isPending: 'boolean',
      issuedDate: 'date',
      issuingAuthority: 'text',
      webUrl: 'url',
    },
    minimum: [['displayName']],
  },
  projectParticipation: {
    shape: {
      displayName: 'text',
      detail: positionDetail,
      client: company,
      colleagues: 'people',
      sponsors: 'people',
      categories: 'list',
      collaborationTags: 'tags',
      thumbnailUrl: 'url',
    },
    minimum: [['displayName']],
  },
  itemPublication: {
    shape: { ...named, publishedDate: 'date', publisher: 'text', ...links },
    minimum: [['displayName']],
  },
  skillProficiency: {
    shape: {
      displayName: 'text',
      proficiency: ['elementary', 'limitedWorking', 'generalProfessional', 'advancedProfessional', 'expert'],
      categories: 'list',
      collaborationTags: 'tags',
      ...links,
    },
    minimum: [['displayName']],
  },
  webAccount: {
    shape: {
      userId: 'text',
      service: { name: 'text', webUrl: 'url' },
      description: 'text',
      statusMessage: 'text',
      ...links,
    },
    minimum: [['service.name']],
  },
  personWebsite: {
    shape: { ...named, categories: 'list', ...links },
    minimum: [['webUrl']],
  },
  personAnnualEvent: {
    shape: { type: ['birthday', 'wedding', 'work', 'other'], date: 'date', displayName: 'text' },
    minimum: [['date', 'type']],
  },
  personAnnotation: {
    shape: {
      displayName: 'text',
      detail: { contentType: ['text', 'html'], content: 'text' },
      thumbnailUrl: 'url',
    },
    minimum: [['detail.content']],
    defaults: { 'detail.contentType': 'text' },
  },
}
