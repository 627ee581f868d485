import { Mapping } from '@/lib/model/mapping/mapping'
import { saveSource } from '@/lib/sources/source'
import { report } from './report'
import { connectionId, perSecond, runToPlan, uploadRows, withSync } from './sync-setup'

const rows = 100_000
const expressions = {
  title: '$uppercase(title) & " (" & status & ")"',
  url: '$trim(url)',
  status: 'status = "open" ? "Open" : status',
}

/** The plan of a large file whose mapping computes three properties of each row. */
export const syncExpressions = (): Promise<boolean> =>
  withSync(0, async (bench) => {
    const { upload, mapping } = await uploadRows(bench.opened, rows)
    const computed = Object.entries(expressions).map(([name, expression]) => [
      name,
      { kind: 'expression', expression },
    ])
    const properties = { ...mapping.properties, ...Object.fromEntries(computed) }
    await saveSource(bench.opened.db, {
      connectionId,
      uploadId: upload.id,
      mapping: Mapping.parse({ ...mapping, properties }),
      savedBy: 'bench',
    })
    const planned = await runToPlan(bench)
    return report('sync-expressions', {
      metric: 'plan of 100,000 rows with three expressions',
      value: rows / perSecond(planned, rows),
      unit: 's',
    })
  })
