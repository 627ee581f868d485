import { CoverageCount } from '../coverage'
import { lintEach, lintResolvers } from '../lint/lint'
import { type Proposal, proposeFor } from '../propose'
import type { Resolver } from '../resolver'
import { LinkChecker } from './check-links'
import type { Beat, Job, Reply } from './protocol'

export interface Data {
  urls: string[]
  links: { itemId: string; url: string }[]
  ids: ReadonlySet<string>
  /** The item whose link this is. */
  own: (url: string) => string | null
}

export interface Desk {
  reply: (reply: Reply) => void
  /** Lets a newer message in; false when this job is out of date. */
  goOn: () => Promise<boolean>
}

const firstBatch = 60
const batch = 1_000
const slice = 2_000
const proposalsFor = 12

/** Everything that follows from one state of the editor, what is looked at first first. */
export async function runJob(job: Job, data: Data, { reply, goOn }: Desk): Promise<void> {
  const { run } = job
  const tell = (beat: Beat) => reply({ type: 'beat', ...beat })
  const checker = (resolvers: Resolver[], phase: Beat['phase']) =>
    new LinkChecker(resolvers, phase, job, tell)

  const tests = checker(job.resolvers, 'tests')
  reply({ type: 'tests', run, answers: job.tests.map(({ url }, index) => tests.answer(url, index)) })

  const tried = checker(job.resolvers, 'tried')
  let ms = 0
  for (let from = 0; from < data.urls.length; from += from === 0 ? firstBatch : batch) {
    const some = data.urls.slice(from, from + (from === 0 ? firstBatch : batch))
    const began = performance.now()
    const answers = some.map((url, at) => ({ ...tried.answer(url, from + at), own: data.own(url) }))
    ms += performance.now() - began
    reply({ type: 'tried', run, from, answers, ms })
    if (!(await goOn())) return
  }

  tell({ phase: 'lint', pattern: '', index: 0, url: '' })
  reply({ type: 'lint', run, findings: (job.without.lint ? lintEach : lintResolvers)(job.resolvers) })
  if (!(await goOn())) return

  const rightAsSaved = new Uint8Array(data.links.length)
  if (data.links.length > 0) {
    await cover(job.saved, 'saved')
    const groups = await cover(job.resolvers, 'draft')
    if (!groups) return
    const proposals: (Proposal | null)[] = []
    for (const [index, group] of groups.slice(0, proposalsFor).entries()) {
      tell({ phase: 'propose', pattern: '', index, url: group.samples[0]?.url ?? '' })
      const left = group.reason === 'stopped' || job.without.proposals.includes(index)
      proposals.push(left ? null : proposeFor(job.resolvers, group.samples))
      if (!(await goOn())) return
    }
    reply({ type: 'proposals', run, proposals })
  }
  reply({ type: 'done', run })

  async function cover(resolvers: Resolver[], set: 'saved' | 'draft') {
    const began = performance.now()
    const links = checker(resolvers, set)
    const count = new CoverageCount(links.safe, data.ids)
    let lost = 0
    for (const [at, link] of data.links.entries()) {
      const { by, stopped, match } = links.try(link.url, at)
      const first = match ? Object.values(match.groups)[0] : undefined
      const right = count.add(link, stopped === null ? by : 'stopped', match?.itemId ?? null, first)
      if (set === 'saved') rightAsSaved[at] = right ? 1 : 0
      else if (!right && rightAsSaved[at] === 1) lost += 1
      if (at % slice === slice - 1 && !(await goOn())) return null
    }
    const coverage = count.report()
    reply({ type: 'coverage', run, set, coverage, lost, ms: performance.now() - began })
    return coverage.groups
  }
}
