import type { PropertyType } from '../schema/schema'
import type { LabelInfo } from './label-info'

/** Facts: https://learn.microsoft.com/en-us/microsoft-365/copilot/extensibility/build-connectors-with-people-data */
const person = (
  label: string,
  type: PropertyType,
  entity: string,
  use: string,
  more: Partial<LabelInfo> = {},
): LabelInfo => ({
  label,
  kind: 'person',
  supported: true,
  propertyTypes: [type],
  typeConfidence: 'doc',
  entity,
  maxItems: type === 'string' ? 1 : null,
  requiredForCopilot: false,
  retrievableRequired: false,
  use,
  note: null,
  ...more,
})

const refused = (label: string): LabelInfo => ({
  ...person(label, 'string', '', 'Not supported by people connections.'),
  supported: false,
  propertyTypes: [],
  entity: null,
  maxItems: null,
  note: 'Managers and colleagues go into the position (personCurrentPosition).',
})

export const personLabels: readonly LabelInfo[] = [
  person('personAccount', 'string', 'userAccountInformation', 'Whose profile the item belongs to.', {
    note: 'Exactly one property has to carry it.',
  }),
  person('personName', 'string', 'personName', 'The name on the profile.'),
  person(
    'personCurrentPosition',
    'string',
    'workPosition',
    'Job title, department, company and manager of today.',
    {
      note: 'Manager and colleagues go inside the position.',
    },
  ),
  person('personWorkPositions', 'stringCollection', 'workPosition', 'Positions held before.'),
  person('personAddresses', 'stringCollection', 'itemAddress', 'Postal addresses.', {
    maxItems: 3,
    note: 'One each of home, business and other.',
  }),
  person('personEmails', 'stringCollection', 'itemEmail', 'Email addresses.', { maxItems: 3 }),
  person('personPhones', 'stringCollection', 'itemPhone', 'Phone numbers.'),
  person(
    'personSkills',
    'stringCollection',
    'skillProficiency',
    'What the person knows; lets Copilot find experts.',
  ),
  person('personProjects', 'stringCollection', 'projectParticipation', 'Projects the person takes part in.'),
  person('personCertifications', 'stringCollection', 'personCertification', 'Certificates the person holds.'),
  person('personAwards', 'stringCollection', 'personAward', 'Awards and honors.'),
  person(
    'personEducationalActivities',
    'stringCollection',
    'educationalActivity',
    'Schools, degrees and courses.',
  ),
  person('personLanguages', 'stringCollection', 'languageProficiency', 'Languages the person speaks.'),
  person('personInterests', 'stringCollection', 'personInterest', 'What the person cares about.'),
  person('personPatents', 'stringCollection', 'itemPatent', 'Patents.'),
  person('personPublications', 'stringCollection', 'itemPublication', 'Articles, books and papers.'),
  person(
    'personAnniversaries',
    'stringCollection',
    'personAnnualEvent',
    'Birthday, work anniversary and the like.',
    {
      note: 'The guide calls the entity personAnniversary.',
    },
  ),
  person('personWebAccounts', 'stringCollection', 'webAccount', 'Accounts at other services.'),
  person('personWebSite', 'string', 'personWebsite', 'Web site of the person.', {
    note: 'The guide calls the entity webSite.',
  }),
  person('personNote', 'string', 'personAnnotation', 'A note about the person.'),
  ...[
    'personManager',
    'personAssistants',
    'personColleagues',
    'personAlternateContacts',
    'personEmergencyContacts',
  ].map(refused),
]
