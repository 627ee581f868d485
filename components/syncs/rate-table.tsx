'use client'

import { Table } from '@/components/ui/table'
import { durationText } from '@/lib/model/duration'
import { clockTime } from '@/lib/model/sync/clock-time'
import { type RunSample, ratePerSecond } from '@/lib/model/sync/samples'

/** The chart of the rate as numbers, the latest first. */
export function RateTable({ samples }: { samples: readonly RunSample[] }) {
  return (
    <Table label="Rate as a table">
      <thead>
        <tr>
          <th scope="col">From</th>
          <th scope="col" className="num">
            Items/s
          </th>
          <th scope="col" className="num">
            In flight
          </th>
          <th scope="col" className="num">
            Slow down
          </th>
          <th scope="col" className="num">
            Waited
          </th>
          <th scope="col" className="num">
            Median
          </th>
        </tr>
      </thead>
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
