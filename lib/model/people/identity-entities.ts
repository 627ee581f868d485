import type { Entity } from './entity'

/** Who a person is. */
export const identityEntities: Readonly<Record<string, Entity>> = {
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
