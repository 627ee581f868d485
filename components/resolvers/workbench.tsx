'use client'

import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import { PageContent } from '@/components/ui/page-content'
import { maxResolvers } from '@/lib/model/resolvers/limits'
import { linksOf } from '@/lib/model/resolvers/links-text'
import { openSet, resolversOf } from '@/lib/model/resolvers/resolver-list'
import { outcomeOf } from '@/lib/model/resolvers/test-outcome'
import { CoverageCard } from './coverage-card'
import { editsOf } from './edits-of'
import { ExampleDialog, ImportDialog, WorkbenchNotes, WrongCard } from './lazy'
import { ResolversCard } from './resolvers-card'
import { SaveDock } from './save-dock'
import { TestsCard } from './tests-card'
import { TryLinks } from './try-links'
import { useChecks } from './use-checks'
import { useConflict } from './use-conflict'
import { useFindings } from './use-findings'
import { useItemLinks } from './use-item-links'
import { useResolverDraft } from './use-resolver-draft'
import { useTrials } from './use-trials'
import type { WorkbenchProps } from './workbench-props'

/** The resolver workbench: edit, try, check against the item links, and save as a whole. */
export function Workbench(props: WorkbenchProps) {
  const { connectionId, readOnly } = props
  const router = useRouter()
  const { list, setList, set, dispatch, saving, changes, stale, othersDraft, replace, reload } =
    useResolverDraft(props)
  const [tests, setTests] = useState(props.tests)
  const [text, setText] = useState('')
  const [openKey, setOpenKey] = useState<string | null>(null)
  const [example, setExample] = useState<string | null>(null)
  const [importing, setImporting] = useState(false)
  const conflict = useConflict(connectionId, set)

  const resolvers = useMemo(() => resolversOf(set.entries), [set.entries])
  const saved = useMemo(() => resolversOf(openSet(list).entries), [list])
  const urls = useMemo(() => linksOf(text), [text])
  const { checks, ...ask } = useChecks(resolvers, saved, tests, text)
  const itemLinks = useItemLinks(connectionId, props.links, ask.addLinks)
  const findings = useFindings(resolvers, checks.findings)

  const { change, add, fix, take, entryPlace } = editsOf(set.entries, dispatch, setOpenKey)
  const full =
    set.entries.length >= maxResolvers ? `A connection has at most ${maxResolvers} resolvers.` : null
  const noAdd = readOnly ?? full
  const addLinksToTry = (more: readonly string[]) => {
    const tried = new Set(urls)
    setText([...more.filter((url) => !tried.has(url)), ...(text === '' ? [] : [text])].join('\n'))
  }
  const { traceNow, tryOut, compareFix } = useTrials(ask.trace, ask.compare, resolvers)
  const unrun = checks.failed !== null
  const failing = tests.filter(
    (one, at) => unrun || ['fails', 'stopped'].includes(outcomeOf(one, checks.tests?.[at])),
  )

  return (
    <>
      <PageContent>
        {(readOnly || othersDraft || stale || checks.failed) && (
          <WorkbenchNotes
            draft={othersDraft}
            stale={stale && changes.length > 0}
            readOnly={readOnly}
            conflict={conflict}
            failed={checks.failed}
            onAgain={ask.again}
          />
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
            noAdd={noAdd}
            onAdd={() => add()}
            onExample={() => setExample('')}
            onImport={() => setImporting(true)}
            onCompare={compareFix}
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
              onTake={() => addLinksToTry(itemLinks.some(200))}
              actions={{
                readOnly,
                noAdd,
                onChange: change,
                onExample: setExample,
                onTests: setTests,
              }}
            />
            {checks.draft && checks.draft.groups.length > 0 && (
              <WrongCard
                coverage={checks.draft}
                proposals={checks.proposals}
                done={checks.done}
                readOnly={readOnly}
                noAdd={noAdd}
                onTake={take}
                onTry={addLinksToTry}
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
        unrun={unrun}
        ready={checks.tested || unrun}
        readAt={props.readAt}
        readOnly={readOnly}
        saving={saving}
        conflict={conflict}
        list={list}
        onSet={replace}
        onReload={(next) => {
          setList(next.base)
          reload(next, null)
          router.refresh()
        }}
      />
      {example !== null && (
        <ExampleDialog
          url={example}
          propose={ask.example}
          tryOut={tryOut}
          onTake={(resolver, at, samples) => {
            setExample(null)
            add(resolver, at === undefined ? undefined : entryPlace(at))
            addLinksToTry(samples)
          }}
          onClose={() => setExample(null)}
        />
      )}
      {importing && (
        <ImportDialog
          connectionId={connectionId}
          set={set}
          tests={tests}
          onTake={(next) => {
            setImporting(false)
            setOpenKey(null)
            replace(next)
          }}
          onTests={setTests}
          onClose={() => setImporting(false)}
        />
      )}
    </>
  )
}
