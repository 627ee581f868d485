import type { SourceRecord } from '../../sources/record'
import { masked } from './masked-rows'

/** Its problem may quote a value, so that it is left out. */
export const maskedRow = ({ row, values }: SourceRecord): SourceRecord => ({
  row,
  values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, masked(value)])),
})
