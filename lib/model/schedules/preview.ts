import { type ScheduleDraft, settingsOf } from './draft'
import { checkTimes, nextRuns } from './occurrences'
import { ScheduleSettings } from './schedule'
import { type NameOf, scheduleWords } from './words'

export interface SchedulePreview {
  /** What is wrong, by field of the form. */
  problems: Map<string, string>
  /** When it runs, in words; null while that is wrong. */
  words: string | null
  next: Date[]
}

/** What a form would save, and when that would run. */
export function previewOf(draft: ScheduleDraft, now: Date, nameOf?: NameOf): SchedulePreview {
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
  return { problems, words: scheduleWords(parsed.data, nameOf), next: nextRuns(parsed.data, now) }
}

/** Of a blackout, its place in the list too, and of a rule what it follows, so that the words stand beside it. */
function fieldOf([first, second]: PropertyKey[]) {
  if (first === 'rule' && second === 'connectionId') return 'follows'
  return first === 'blackouts' && second !== undefined ? `blackouts.${String(second)}` : String(first)
}
