import type { FieldValue } from '../../model/mapping/field-value'
import type { PreviewRow } from '../../model/mapping/preview'
import { masked } from './masked-rows'

/** The form of a row without its values. Problems may quote a value, so that only their fields are told. */
export const maskedPreview = ({ row, body, item, problems }: PreviewRow): PreviewRow => ({
  row,
  itemId: null,
  item: item && maskedBody(item),
  body: body && maskedBody(body),
  problems: problems.map(({ severity, field }) => ({
    severity,
    field,
    message: `${field}: the value does not fit. What it says is hidden from you.`,
  })),
})

const maskedBody = <Body extends NonNullable<PreviewRow['body']>>(body: Body): Body => ({
  ...body,
  properties: Object.fromEntries(
    Object.entries(body.properties).map(([name, value]) => [
      name,
      name.includes('@') ? value : masked(value as FieldValue),
    ]),
  ),
  ...(body.content ? { content: { ...body.content, value: masked(body.content.value) } } : {}),
})
