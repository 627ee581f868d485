import type { PropertyType } from '../schema/schema'
import type { LabelInfo } from './label-info'

/** Facts: https://learn.microsoft.com/en-us/graph/connecting-external-content-manage-schema and the v1.0 metadata. */
const content =
  (kind: LabelInfo['kind'], typeConfidence: LabelInfo['typeConfidence']) =>
  (label: string, propertyTypes: PropertyType[], use: string, more: Partial<LabelInfo> = {}): LabelInfo => ({
    label,
    kind,
    supported: true,
    propertyTypes,
    typeConfidence,
    entity: null,
    maxItems: null,
    requiredForCopilot: false,
    retrievableRequired: true,
    use,
    note: null,
    ...more,
  })

const semantic = content('semantic', 'doc-implied')
const workItem = content('workItem', 'unverified')
const onlyMetadata = { note: 'Known from the metadata only; the reference page does not list it.' }

export const contentLabels: readonly LabelInfo[] = [
  semantic('title', ['string'], 'The headline of an item in search results and Copilot answers.', {
    requiredForCopilot: true,
    note: 'The label that counts most for ranking.',
  }),
  semantic('url', ['string'], 'Where a click on a result or a citation leads.', { requiredForCopilot: true }),
  semantic('iconUrl', ['string'], 'The picture beside a result or a citation.', { requiredForCopilot: true }),
  semantic('createdBy', ['string', 'principal'], 'Who made the item.'),
  semantic('lastModifiedBy', ['string', 'principal'], 'Who changed the item last; shown in results.'),
  semantic(
    'authors',
    ['string', 'stringCollection', 'principal', 'principalCollection'],
    'Everybody who contributed to the item.',
  ),
  semantic('createdDateTime', ['dateTime'], 'When the item was made.'),
  semantic('lastModifiedDateTime', ['dateTime'], 'When the item changed last; newer items can rank higher.', {
    note: 'Also feeds the Last Modified filter of search.',
  }),
  semantic('fileName', ['string'], 'Name of the file, for items that are files.'),
  semantic('fileExtension', ['string'], 'Kind of the file, such as pdf.'),
  semantic('containerName', ['string'], 'The project, folder or site that holds the item.'),
  semantic('containerUrl', ['string'], 'Link to the place that holds the item.'),
]

export const workItemLabels: readonly LabelInfo[] = [
  workItem(
    'assignedToPeople',
    ['string', 'stringCollection', 'principal', 'principalCollection'],
    'People who work on the item; lets Copilot answer who has it.',
    { note: 'The reference page spells it assignedTo.' },
  ),
  workItem('closedBy', ['string', 'principal'], 'Who closed the item.'),
  workItem('closedDate', ['dateTime'], 'When the item was closed.'),
  workItem('dueDate', ['dateTime'], 'When the item has to be done.'),
  workItem('itemParentId', ['string'], 'Id of the item above this one.'),
  workItem('itemPath', ['string'], 'Where the item stands in its hierarchy.'),
  workItem('itemType', ['string'], 'Kind of item, such as bug, task or incident.'),
  workItem('numberOfReactions', ['int64'], 'How many people reacted to the item.', {
    note: 'The reference page spells it numReactions.',
  }),
  workItem('parentUrl', ['string'], 'Link to the item above this one.'),
  workItem('priority', ['string', 'int64'], 'How urgent the item is, in the words of its source.'),
  workItem(
    'priorityNormalized',
    ['string', 'int64'],
    'Priority on a scale shared by all sources.',
    onlyMetadata,
  ),
  workItem('reportedBy', ['string', 'principal'], 'Who reported the item.'),
  workItem('secondaryId', ['string'], 'A second id that people use for the item.'),
  workItem('severity', ['string', 'int64'], 'How bad the effect is.'),
  workItem('sprintName', ['string'], 'The sprint or iteration the item belongs to.'),
  workItem('state', ['string'], 'Where the item stands, such as open or resolved.'),
  workItem('tags', ['stringCollection', 'string'], 'Keywords of the item.'),
]
