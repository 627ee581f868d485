import type { ConnectorSchema, Property, PropertyType } from '../schema/schema'
import type { ContentCategory } from './connection'

export interface Template {
  id: 'blank' | 'helpdesk' | 'people'
  title: string
  text: string
  contentCategory: ContentCategory
  schema: ConnectorSchema
}

const schema = (properties: Property[]): ConnectorSchema => ({
  baseType: 'microsoft.graph.externalItem',
  properties,
})

const property = (
  name: string,
  type: PropertyType,
  uses: string,
  more: Partial<Property> = {},
): Property => ({
  name,
  type,
  ...more,
  isSearchable: uses.includes('search'),
  isQueryable: uses.includes('query'),
  isRetrievable: uses.includes('retrieve'),
  isRefinable: uses.includes('refine'),
})

const label = (name: string, description?: string): Partial<Property> => ({
  ...(description && { description }),
  labels: [name],
})

const copilot = [
  property('title', 'string', 'search query retrieve', label('title', 'Headline of the item.')),
  property('url', 'string', 'retrieve', label('url')),
  property('iconUrl', 'string', 'retrieve', label('iconUrl')),
]

export const templates: readonly Template[] = [
  {
    id: 'blank',
    title: 'Blank',
    text: 'Only what Copilot needs to show an item: title, link and icon.',
    contentCategory: 'uncategorized',
    schema: schema(copilot),
  },
  {
    id: 'helpdesk',
    title: 'Helpdesk tickets',
    text: 'Tickets with people, dates, priority, tags and status. The body goes into the content.',
    contentCategory: 'taskManagement',
    schema: schema([
      property('ticketId', 'string', 'query retrieve', { description: 'Number of the ticket.' }),
      property('title', 'string', 'search query retrieve', label('title', 'Subject of the ticket.')),
      property('url', 'string', 'retrieve', label('url')),
      property('iconUrl', 'string', 'retrieve', label('iconUrl')),
      property('createdBy', 'string', 'search query retrieve', label('createdBy', 'Who opened the ticket.')),
      property(
        'assignedTo',
        'stringCollection',
        'search query retrieve',
        label('assignedToPeople', 'Who works on the ticket.'),
      ),
      property('createdAt', 'dateTime', 'query retrieve', label('createdDateTime', 'When it was opened.')),
      property(
        'updatedAt',
        'dateTime',
        'query retrieve',
        label('lastModifiedDateTime', 'When it changed last.'),
      ),
      property('dueAt', 'dateTime', 'query retrieve', label('dueDate', 'When it has to be solved.')),
      property('priority', 'string', 'query retrieve refine', label('priority', 'How urgent it is.')),
      property('tags', 'stringCollection', 'query retrieve refine', label('tags', 'Keywords.')),
      property('status', 'string', 'query retrieve refine', label('state', 'Where it stands.')),
    ]),
  },
  {
    id: 'people',
    title: 'People (HR)',
    text: 'Position, skills and a custom property for the profiles of your people.',
    contentCategory: 'people',
    schema: schema([
      property('account', 'string', '', label('personAccount')),
      property('position', 'string', '', label('personCurrentPosition')),
      property('skills', 'stringCollection', '', label('personSkills')),
      property('favoriteColor', 'string', '', { description: 'The color the person likes best.' }),
    ]),
  },
]
