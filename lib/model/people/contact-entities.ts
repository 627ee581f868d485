import type { Entity } from './entity'
import { address, links, named } from './shapes'

/** Where a person is found and reached. */
export const contactEntities: Readonly<Record<string, Entity>> = {
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
}
