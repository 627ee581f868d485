export interface MappingProblem {
  /** With an error no sync can start. */
  severity: 'error' | 'warning'
  /** The schema property, or `itemId`, `content`, `access`, `properties`. */
  field: string
  message: string
}
