import type { PropertyType } from '../schema/schema'
import type { LabelInfo } from './label-info'
import { personEntity } from './person-entities'

/** Facts: https://learn.microsoft.com/en-us/microsoft-365/copilot/extensibility/build-connectors-with-people-data */
const person = (
  label: string,
  type: PropertyType,
  use: string,
  more: Partial<LabelInfo> = {},
): LabelInfo => ({
  label,
  kind: 'person',
  supported: true,
  propertyTypes: [type],
  typeConfidence: 'doc',
  entity: personEntity(label) ?? null,
  maxItems: type === 'string' ? 1 : null,
  requiredForCopilot: false,
  retrievableRequired: false,
  use,
  note: null,
  ...more,
})

const refused = (label: string): LabelInfo => ({
  ...person(label, 'string', 'Not supported by people connections.'),
  supported: false,
  propertyTypes: [],
  maxItems: null,
  note: 'Managers and colleagues go into the position (personCurrentPosition).',
})

export const personLabels: readonly LabelInfo[] = [
  person('personAccount', 'string', 'Whose profile the item belongs to.', {
    note: 'Exactly one property has to carry it.',
  }),
  person('personName', 'string', 'The name on the profile.'),
  person('personCurrentPosition', 'string', 'Job title, department, company and manager of today.', {
    note: 'Manager and colleagues go inside the position.',
  }),
  person('personWorkPositions', 'stringCollection', 'Positions held before.'),
  person('personAddresses', 'stringCollection', 'Postal addresses.', {
    maxItems: 3,
    note: 'One each of home, business and other.',
  }),
  person('personEmails', 'stringCollection', 'Email addresses.', { maxItems: 3 }),
  person('personPhones', 'stringCollection', 'Phone numbers.'),
  person('personSkills', 'stringCollection', 'What the person knows; lets Copilot find experts.'),
  person('personProjects', 'stringCollection', 'Projects the person takes part in.'),
  person('personCertifications', 'stringCollection', 'Certificates the person holds.'),
  person('personAwards', 'stringCollection', 'Awards and honors.'),
  person('personEducationalActivities', 'stringCollection', 'Schools, degrees and courses.'),
  person('personLanguages', 'stringCollection', 'Languages the person speaks.'),
  person('personInterests', 'stringCollection', 'What the person cares about.'),
  person('personPatents', 'stringCollection', 'Patents.'),
  person('personPublications', 'stringCollection', 'Articles, books and papers.'),
  person('personAnniversaries', 'stringCollection', 'Birthday, work anniversary and the like.', {
    note: 'The guide calls the entity personAnniversary.',
  }),
  person('personWebAccounts', 'stringCollection', 'Accounts at other services.'),
  person('personWebSite', 'string', 'Web site of the person.', {
    note: 'The guide calls the entity webSite.',
  }),
  person('personNote', 'string', 'A note about the person.'),
  ...[
    'personManager',
    'personAssistants',
    'personColleagues',
    'personAlternateContacts',
    'personEmergencyContacts',
  ].map(refused),
]
