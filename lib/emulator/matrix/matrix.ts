import { accessRules } from './access-rules'
import { answerRules } from './answer-rules'
import { authorityEndpoints } from './authority-endpoints'
import { authorityRules } from './authority-rules'
import { connectionIdRules } from './connection-id-rules'
import { connectionRules } from './connection-rules'
import { connectorEndpoints } from './connector-endpoints'
import { consentRules } from './consent-rules'
import type { Endpoint, Rule } from './entry'
import { itemRules } from './item-rules'
import { labelRules } from './label-rules'
import { limitRules } from './limit-rules'
import { peopleEndpoints } from './people-endpoints'
import { peopleRules } from './people-rules'
import { permissionRules } from './permission-rules'
import { propertyRules } from './property-rules'
import { queryRules } from './query-rules'
import { requestRules } from './request-rules'
import { schemaRules } from './schema-rules'
import { searchRules } from './search-rules'
import { templateRules } from './template-rules'
import { tenantEndpoints } from './tenant-endpoints'
import { tokenRules } from './token-rules'

export const graphEndpoints: Record<string, Endpoint> = {
  ...connectorEndpoints,
  ...peopleEndpoints,
  ...tenantEndpoints,
}

export const endpoints = { ...graphEndpoints, ...authorityEndpoints }

export const areas: [string, Rule[]][] = [
  ['Requests', [...permissionRules, ...requestRules, ...limitRules]],
  ['Answers and batches', answerRules],
  ['Connections', [...connectionIdRules, ...connectionRules, ...templateRules]],
  ['Schemas and operations', [...schemaRules, ...propertyRules]],
  ['Labels', labelRules],
  ['Items', itemRules],
  ['Access, groups and activities', accessRules],
  ['People settings and profiles', peopleRules],
  ['Search and directory', [...searchRules, ...queryRules]],
  ['Authority', [...tokenRules, ...authorityRules]],
  ['Consent', consentRules],
]

export const rules = areas.flatMap(([, all]) => all)
