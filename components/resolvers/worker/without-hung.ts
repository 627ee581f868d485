import { type Beat, beatTries, type Job, type Stops } from '@/lib/model/resolvers/check/protocol'

/** So many links may hang a pattern before it is not run at all. */
const stopsBeforeAll = 3

/** The job without what a worker hung on when it stopped answering, and the links that no pattern may try again. */
export function withoutHung(job: Job, beat: Beat, stops: Stops): { job: Job; stops: Stops } {
  const { phase, pattern, index, url } = beat
  const { without, careful } = job
  if (phase === 'lint') return { job: { ...job, without: { ...without, lint: true } }, stops }
  if (phase === 'propose')
    return { job: { ...job, without: { ...without, proposals: [...without.proposals, index] } }, stops }
  // The cause comes shortly after this message: the next run reports each try.
  if (careful?.phase !== phase || index < careful.index || index > careful.index + beatTries)
    return { job: { ...job, careful: { phase, index } }, stops }
  const known = stops[pattern]
  const links = known === 'all' ? [] : [...(known ?? []), url]
  const more: Stops = { ...stops, [pattern]: links.length >= stopsBeforeAll ? 'all' : links }
  return { job: { ...job, stops: more, careful: { phase, index } }, stops: more }
}
