import type { ConnectorSchema, Property } from '../schema'
import type { SchemaRuleId } from './list'

export interface SchemaFix {
  label: string
  /** To be merged into the problem's property; for a problem without `property`, a whole property to add. */
  change: Partial<Property>
}

export interface SchemaProblem {
  rule: SchemaRuleId
  severity: 'error' | 'warning'
  /** Place of the property in the schema; none when the problem concerns the schema as a whole. */
  property?: number
  field?: keyof Property
  message: string
  fixes?: SchemaFix[]
}

export interface SchemaSetting {
  contentCategory?: string | null
  /** What Graph has now. A schema that is registered can only grow. */
  registered?: ConnectorSchema | null
}

export type Report = (
  rule: SchemaRuleId,
  message: string,
  where?: Pick<SchemaProblem, 'property' | 'field'> & { severity?: SchemaProblem['severity'] },
  fixes?: SchemaFix[],
) => void
