const two = (number: number) => String(number).padStart(2, '0')

/** How long something took or will take: "< 0.1 s", "1.4 s", "8 s", "12 min", "1 h 5 min". */
export function durationText(ms: number) {
  if (ms < 100) return '< 0.1 s'
  if (ms < 9_950) return `${Number((ms / 1000).toFixed(1))} s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 90) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** From one time to the other, both as ISO 8601. */
export const durationBetween = (from: string, to: string) => durationText(Date.parse(to) - Date.parse(from))

/** A clock that runs: "0:08", "12:40", "1:02:03". */
export function clockText(ms: number) {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}
