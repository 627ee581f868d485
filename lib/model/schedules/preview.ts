import { type ScheduleDraft, settingsOf } from './draft'
import { checkTimes, nextRuns } from './occurrences'
import { ScheduleSettings } from './schedule'
import { scheduleWords } from './words'

export interface SchedulePreview {
  /** What is wrong, by field of the form. */
  problems: Map<string, string>
  /** When it runs, in words; null while that is wrong. */
  words: string | null
  next: Date[]
}

/** What a form would save, and when that would run. */
export function previewOf(draft: ScheduleDraft, now: Date): SchedulePreview {
  const settings = settingsOf(draft)
  const parsed = ScheduleSettings.safeParse(settings)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }): [string, string] => [
      fieldOf(path),
      message,
    ])
    return { problems: new Map(problems.reverse()), words: null, next: [] }
  }
  const wrong = checkTimes(parsed.data, now)
  const problems = new Map(wrong ? [[wrong.field, wrong.message]] : [])
  if (problems.has('rule')) return { problems, words: null, next: [] }
  return { problems, words: scheduleWords(parsed.data), next: nextRuns(parsed.data, now) }
}

/** Of a blackout, its place in the list too, so that the words stand beside it. */
const fieldOf = ([first, second]: PropertyKey[]) =>
  first === 'blackouts' && second !== undefined ? `blackouts.${String(second)}` : String(first)
