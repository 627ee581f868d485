'use client'

import { Table } from '@/components/ui/table'
import { numbers, TableHead } from '@/components/ui/table-head'
import { durationText } from '@/lib/model/duration'
import { clockTime } from '@/lib/model/sync/clock-time'
import { type RunSample, rateNames, ratePerSecond } from '@/lib/model/sync/samples'
import type { SourceHolds } from '@/lib/model/sync/source'

/** The chart of the rate as numbers, the latest first. */
export function RateTable({ samples, holds }: { samples: readonly RunSample[]; holds: SourceHolds }) {
  return (
    <Table label="Rate as a table">
      <TableHead
        columns={['From', ...numbers(rateNames[holds], 'In flight', 'Slow down', 'Waited', 'Median')]}
      />
      <tbody>
        {samples.map((sample) => {
          const { at, ms, inFlightLow, inFlightHigh, throttled, heldMs, medianMs } = sample
          const warn = throttled > 0 || heldMs > 0 ? 'text-warn font-medium' : 'text-faint'
          return (
            <tr key={at}>
              <td className="tabular-nums" suppressHydrationWarning>
                {clockTime(Date.parse(at) - ms)}
              </td>
              <td className="num">{ratePerSecond(sample).toFixed(1)}</td>
              <td className="num whitespace-nowrap">
                {inFlightLow === inFlightHigh ? inFlightHigh : `${inFlightLow} to ${inFlightHigh}`}
              </td>
              <td className={`num ${warn}`}>{throttled}</td>
              <td className={`num ${warn}`}>{heldMs === 0 ? '0 s' : durationText(heldMs)}</td>
              <td className="num">{medianMs === null ? '' : `${(medianMs / 1000).toFixed(2)} s`}</td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}
