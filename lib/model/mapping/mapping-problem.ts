export interface MappingProblem {
  /** With an error no sync can start. */
  severity: 'error' | 'warning'
  /** The schema property, or `itemId`, `content`, `access`, `properties`. */
  field: string
  message: string
}

export const error = (field: string, message: string): MappingProblem => ({
  severity: 'error',
  field,
  message,
})

export const warning = (field: string, message: string): MappingProblem => ({
  severity: 'warning',
  field,
  message,
})
