import type { Entity } from './entity'
import { address, fluency, links, named } from './shapes'

/** What a person has learned and is known for. */
export const learningEntities: Readonly<Record<string, Entity>> = {
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
  personAward: {
    shape: { ...named, issuedDate: 'date', issuingAuthority: 'text', ...links },
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
  personInterest: {
    shape: { ...named, categories: 'list', collaborationTags: 'tags', ...links },
    minimum: [['displayName']],
  },
}
