'use client'

import { useHydrated } from '@/components/ui/use-hydrated'

/** The names that a field with `list="time-zones"` offers. Not rendered on the server, which may know others. */
export function TimeZones() {
  const hydrated = useHydrated()
  if (!hydrated) return null
  return (
    <datalist id="time-zones">
      {Intl.supportedValuesOf('timeZone').map((zone) => (
        <option key={zone} value={zone} />
      ))}
    </datalist>
  )
}
