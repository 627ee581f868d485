import type { Shape } from './entity'

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

export const address: Shape = {
  type: ['unknown', 'home', 'business', 'other'],
  street: 'text',
  postOfficeBox: 'text',
  postalCode: 'text',
  city: 'text',
  state: 'text',
  countryOrRegion: 'text',
}

export const company: Shape = {
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

export const positionDetail: Shape = {
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

export const links: Shape = { webUrl: 'url', thumbnailUrl: 'url' }
export const named: Shape = { displayName: 'text', description: 'text' }

export const fluency = [
  'elementary',
  'conversational',
  'limitedWorking',
  'professionalWorking',
  'fullProfessional',
  'nativeOrBilingual',
]
