import type { Entity } from './entity'
import { company, links, named, positionDetail, relatedPerson } from './shapes'

/** What a person works on. */
export const workEntities: Readonly<Record<string, Entity>> = {
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
  itemPublication: {
    shape: { ...named, publishedDate: 'date', publisher: 'text', ...links },
    minimum: [['displayName']],
  },
}
