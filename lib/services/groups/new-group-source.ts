import { z } from 'zod'
import { writeJson } from '../../model/exact-json'
import { checkGroupFields } from '../../model/groups/check-group-fields'
import { GroupFields } from '../../model/groups/group-fields'
import { suggestGroupFields } from '../../model/groups/suggest-group-fields'
import { leafFields } from '../../model/mapping/leaf-fields'
import { SourceSecrets, SourceSettings } from '../../model/sync/source'
import { AppError } from '../../platform/errors'
import { getUpload } from '../../sources/file/stored-upload'
import type { GroupSource, NewGroupSource } from '../../sources/group-source'
import { sealSample } from '../../sources/kept-sample'
import { sealSecrets } from '../../sources/secrets'
import type { Context } from '../context'
import { sampleSource } from '../sync/sample-source'

/** A source of members as somebody sets it up. */
export const GroupSourceInput = z.object({
  source: SourceSettings,
  /** Those that are not given stay as they are. */
  secrets: SourceSecrets.default({}),
  /** Without them, what was saved before or what their names suggest. */
  fields: GroupFields.optional(),
})
type Given = z.output<typeof GroupSourceInput>

/** The same as it is kept, after its first records could be read. */
export async function newGroupSource(
  context: Context,
  connectionId: string,
  { source, secrets, fields }: Given,
  saved: GroupSource | null,
): Promise<NewGroupSource> {
  if (source.kind === 'remote')
    throw new AppError('invalid', 'A connector elsewhere cannot name the members of groups.', {
      field: 'kind',
    })
  const read =
    source.kind === 'file'
      ? await readFile(context, connectionId, source.config.uploadId)
      : await readOther(context, connectionId, source, secrets)
  const groupFields = fieldsFor(fields, saved?.groupFields, read.fields)
  return { connectionId, ...source, ...read, groupFields, savedBy: context.actor.username }
}

/** What was said has to fit; what was saved before is kept where it does. */
function fieldsFor(
  wanted: GroupFields | undefined,
  saved: GroupFields | undefined,
  fields: readonly string[],
) {
  const problem = wanted && checkGroupFields(wanted, fields)
  if (problem) throw new AppError('invalid', problem.message, { field: problem.field })
  if (wanted) return wanted
  return saved && !checkGroupFields(saved, fields) ? saved : suggestGroupFields(leafFields(fields))
}

async function readFile({ db }: Context, connectionId: string, uploadId: string) {
  const upload = await getUpload(db, uploadId)
  if (upload.connectionId !== connectionId || upload.holds !== 'groups')
    throw new AppError('invalid', 'This file was uploaded for something else.', { field: 'file' })
  return { fields: upload.columns, sample: null, secrets: null }
}

async function readOther(
  context: Context,
  connectionId: string,
  source: SourceSettings,
  typed: SourceSecrets,
) {
  const { secretKey } = context.settings
  const { sample, secrets } = await sampleSource(context, connectionId, source, typed, 'groups')
  const isSecret = Object.keys(secrets).length > 0
  return {
    fields: sample.fields,
    sample: sealSample(writeJson(sample.records), connectionId, secretKey, 'groups'),
    secrets: isSecret ? sealSecrets(secrets, connectionId, source.kind, secretKey, 'groups') : null,
  }
}
