import { barKinds } from '@/lib/model/sync/run-bars'
import { barColors } from './bar-colors'

/** What the colours of the bars of runs mean. */
export const BarKeys = () => (
  <span className="flex flex-wrap gap-x-3">
    {barKinds.map((kind) => (
      <span key={kind} className="inline-flex items-center gap-1.5">
        <span className={`size-2.5 rounded-sm ${barColors[kind].key}`} aria-hidden="true" />
        {kind}
      </span>
    ))}
  </span>
)
