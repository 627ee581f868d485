'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useMemo, useState } from 'react'
import { Note } from '@/components/ui/note'
import { PageContent } from '@/components/ui/page-content'
import { ProblemNote } from '@/components/ui/problem-note'
import { useDraft } from '@/components/ui/use-draft'
import { type RawResolver, sameList } from '@/lib/model/resolvers/graph-resolvers'
import { linksOf } from '@/lib/model/resolvers/links-text'
import type { Made } from '@/lib/model/resolvers/marks'
import { openSet, resolversOf } from '@/lib/model/resolvers/resolver-list'
import type { ResolverSet } from '@/lib/model/resolvers/resolver-set'
import { setChanges } from '@/lib/model/resolvers/set-changes'
import type { TestCase } from '@/lib/model/resolvers/test-case'
import { outcomeOf } from '@/lib/model/resolvers/test-outcome'
import { unwrap } from '@/lib/web/fetch'
import { saveResolverDraft } from './actions'
import { CoverageCard } from './coverage-card'
import { editsOf } from './edits-of'
import { DraftProblem, ExampleDialog, TestsCard, TryLinks, WrongCard } from './lazy'
import { ResolversCard } from './resolvers-card'
import { SaveDock } from './save-dock'
import { useChecks } from './use-checks'
import type { Tried } from './use-example'
import { useFindings } from './use-findings'
import { useItemLinks } from './use-item-links'
import { useResolverSet } from './use-resolver-set'

export interface WorkbenchProps {
  connectionId: string
  /** The list as Graph has it, and when it was read. */
  list: RawResolver[]
  readAt: string
  draft: { set: ResolverSet; savedAt: string } | null
  tests: TestCase[]
  /** Items that were sent, and of how many the link is known. */
  items: number
  links: number
  readOnly: string | null
}

/** The resolver workbench: edit, try, check against the item links, and save as a whole. */
export function Workbench(props: WorkbenchProps) {
  const { connectionId, list, draft, readOnly } = props
  const router = useRouter()
  const [set, dispatch] = useResolverSet(draft?.set ?? openSet(list))
  const saving = useDraft(set, {
    version: draft?.savedAt ?? null,
    off: readOnly !== null,
    save: (next, over) => unwrap(saveResolverDraft({ connectionId, set: next, over })),
  })
  const [tests, setTests] = useState(props.tests)
  const [text, setText] = useState('')
  const [openKey, setOpenKey] = useState<string | null>(null)
  const [example, setExample] = useState<string | null>(null)

  const resolvers = useMemo(() => resolversOf(set.entries), [set.entries])
  const saved = useMemo(() => resolversOf(openSet(list).entries), [list])
  const urls = useMemo(() => linksOf(text), [text])
  const { checks, addLinks, trace, example: propose } = useChecks(resolvers, saved, tests, text)
  const itemLinks = useItemLinks(connectionId, props.links, addLinks)
  const findings = useFindings(resolvers, checks.findings)
  const changes = useMemo(() => setChanges(set), [set])
  const stale = useMemo(() => !sameList(set.base, list), [set.base, list])

  const { change, add, fix, take, entryPlace } = editsOf(set.entries, dispatch, setOpenKey)
  const replace = (next: ResolverSet) => dispatch({ type: 'replace', set: next })
  const traceNow = useCallback((url: string) => trace(url, resolvers), [trace, resolvers])
  const tryOut = useCallback(
    async (made: Made, url: string): Promise<Tried> => {
      const alone = 'resolver' in made ? [made.resolver] : []
      const [[only], now] = await Promise.all([trace(url, alone), trace(url, resolvers)])
      const place = now.findIndex(({ step }) => step === 'matches')
      const winner = now[place]
      return {
        itemId: only?.step === 'matches' ? only.match.itemId : null,
        now: winner?.step === 'matches' ? { place, itemId: winner.match.itemId } : null,
      }
    },
    [trace, resolvers],
  )
  const failing = tests.filter((one, at) => ['fails', 'stopped'].includes(outcomeOf(one, checks.tests?.[at])))

  return (
    <>
      <PageContent>
        {readOnly && <Note title="Read only.">{readOnly}</Note>}
        {saving.state.problem && <DraftProblem draft={saving} />}
        {stale && (
          <Note tone="warn" title="The resolvers in Graph have changed since this draft began.">
            Save compares the two and puts your draft on top; nothing of either side is lost.
          </Note>
        )}
        {checks.failed && (
          <ProblemNote title="The links are not checked." problem={{ message: checks.failed }} />
        )}
        <CoverageCard
          items={props.items}
          links={props.links}
          loaded={itemLinks.loaded}
          saved={checks.saved?.counts ?? null}
          draft={checks.draft?.counts ?? null}
          lost={checks.lost}
          ms={checks.coverageMs}
          problem={itemLinks.problem}
          onAgain={itemLinks.again}
        />
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,5fr)_minmax(0,8fr)]">
          <ResolversCard
            set={set}
            tests={tests}
            openKey={openKey}
            findings={findings}
            coverage={checks.draft}
            stops={checks.stops}
            readOnly={readOnly}
            dispatch={dispatch}
            onOpen={setOpenKey}
            onAdd={() => add()}
            onExample={() => setExample('')}
            onFix={fix}
          />
          <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
            <TryLinks
              connectionId={connectionId}
              text={text}
              urls={urls}
              answers={checks.answers}
              busy={!checks.done}
              noItems={itemLinks.loaded === 0 ? 'No item link is known yet.' : null}
              trace={traceNow}
              onText={setText}
              onTake={() => setText(itemLinks.some(200).join('\n'))}
              actions={{
                readOnly,
                onChange: change,
                onExample: setExample,
                onTests: setTests,
              }}
            />
            {checks.draft && (
              <WrongCard
                coverage={checks.draft}
                proposals={checks.proposals}
                done={checks.done}
                readOnly={readOnly}
                onTake={take}
                onTry={(some) => setText(some.join('\n'))}
              />
            )}
            <TestsCard
              connectionId={connectionId}
              tests={tests}
              answers={checks.tests}
              readOnly={readOnly}
              onTests={setTests}
            />
          </div>
        </div>
      </PageContent>
      <SaveDock
        connectionId={connectionId}
        set={set}
        changes={changes}
        findings={findings}
        failing={failing}
        ready={checks.tests !== null}
        readAt={props.readAt}
        readOnly={readOnly}
        saving={saving}
        onSet={replace}
        onReload={(next) => {
          saving.adopt(next, null)
          replace(next)
          router.refresh()
        }}
      />
      {example !== null && (
        <ExampleDialog
          url={example}
          propose={propose}
          tryOut={tryOut}
          onTake={(resolver, at, samples) => {
            setExample(null)
            add(resolver, at === undefined ? undefined : entryPlace(at))
            const untried = samples.filter((url) => !urls.includes(url))
            setText([...(text === '' ? [] : [text]), ...untried].join('\n'))
          }}
          onClose={() => setExample(null)}
        />
      )}
    </>
  )
}
