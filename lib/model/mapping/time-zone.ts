/** Whether this is the name of a time zone that the console knows. */
export function isTimeZone(name: string): boolean {
  try {
    formatOf(name)
    return true
  } catch {
    return false
  }
}

/**
 * The instant of a local time in a zone, both in milliseconds, the local time as if it were UTC. A time that came twice,
 * when clocks were set back, is the first of the two. Null for one that never was, when clocks were set forward.
 */
export function instantIn(zone: string, local: number): number | null {
  const day = 86_400_000
  const offsets = new Set([offsetAt(zone, local - day), offsetAt(zone, local + day)])
  const instants = [...offsets]
    .map((offset) => local - offset)
    .filter((instant) => instant + offsetAt(zone, instant) === local)
  return instants.length > 0 ? Math.min(...instants) : null
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string) {
  const known = formats.get(zone)
  if (known) return known
  const two = '2-digit'
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: two,
    day: two,
    hour: two,
    minute: two,
    second: two,
  })
  formats.set(zone, made)
  return made
}

/** How far ahead of UTC a zone is at an instant. */
function offsetAt(zone: string, instant: number) {
  const parts: Record<string, number> = {}
  // Whole seconds: a zone has no fractions of them.
  const whole = Math.floor(instant / 1000) * 1000
  for (const { type, value } of formatOf(zone).formatToParts(whole)) parts[type] = Number(value)
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts
  return utc(year, month, day, hour * 3600 + minute * 60 + second) - whole
}

/** The milliseconds of a day and a second of it. `Date.UTC` takes the years before 100 for those of the last century. */
export function utc(year: number, month: number, day: number, second: number) {
  return new Date(0).setUTCFullYear(year, month - 1, day) + second * 1000
}
