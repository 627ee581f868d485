'use client'

import { useMutation } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Note } from '@/components/ui/note'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { syntaxProblemText } from '@/lib/model/json-text'
import { countText } from '@/lib/model/number-text'
import { importSet, importTests } from '@/lib/model/resolvers/import-set'
import { maxResolvers } from '@/lib/model/resolvers/limits'
import { readImport } from '@/lib/model/resolvers/read-import'
import type { ResolverSet } from '@/lib/model/resolvers/resolver-set'
import { setChanges } from '@/lib/model/resolvers/set-changes'
import type { TestCase } from '@/lib/model/resolvers/test-case'
import { unwrap } from '@/lib/web/fetch'
import { saveTestCases } from './actions'
import { ImportSource } from './import-source'
import { SetChanges } from './set-changes'

/** Takes resolvers from a file or from pasted JSON into the draft, once it was seen what that changes. */
export function ImportDialog({
  connectionId,
  set,
  tests,
  onTake,
  onTests,
  onClose,
}: {
  connectionId: string
  set: ResolverSet
  tests: readonly TestCase[]
  onTake: (set: ResolverSet) => void
  onTests: (tests: TestCase[]) => void
  onClose: () => void
}) {
  const [text, setText] = useState('')
  const [withTests, setWithTests] = useState(true)
  const read = useMemo(() => (text.trim() === '' ? null : readImport(text)), [text])
  const found = read && 'resolvers' in read ? read : null
  const next = useMemo(() => found && importSet(set, found.resolvers), [found, set])
  const changes = useMemo(() => next && setChanges(next), [next])
  const cases = useMemo(() => importTests(tests, found?.tests ?? []), [found, tests])
  const toSave = withTests ? [...cases.added, ...cases.changed] : []
  const take = useMutation({
    mutationFn: async (wanted: ResolverSet) => {
      if (toSave.length > 0) onTests(await unwrap(saveTestCases({ connectionId, cases: toSave })))
      return wanted
    },
    onSuccess: onTake,
  })
  const problem = read && 'problem' in read ? (syntaxProblemText(text) ?? read.problem) : null
  const crowded =
    next && next.entries.length > maxResolvers
      ? `With entries of other kinds that Graph keeps these are ${next.entries.length}; a connection takes ${maxResolvers}.`
      : null
  const reason = next ? crowded : problem ? 'Fix the JSON first.' : 'Choose a file or paste JSON first.'

  return (
    <Dialog
      open
      wide
      busy={take.isPending}
      onClose={onClose}
      title="Import resolvers"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            pending={take.isPending}
            disabledReason={reason}
            onClick={() => next && take.mutate(next)}
          >
            Use as the draft
          </Button>
        </>
      }
    >
      <p className="text-muted">
        An export of the console, a connection as Graph answers it, or a bare list. It becomes the draft;
        Graph gets nothing until you save it.
      </p>
      <ImportSource text={text} problem={problem} onText={setText} />
      {setChanges(set).length > 0 && next && (
        <Note tone="warn" title="The draft has changes of its own.">
          The import takes their place.
        </Note>
      )}
      {changes && (
        <section aria-label="What it changes" className="grid gap-2">
          <h3>
            {changes.length === 0
              ? 'The resolvers are those that Graph has'
              : 'What a save would then change'}
          </h3>
          <SetChanges changes={changes} />
        </section>
      )}
      {crowded && <Note tone="bad">{crowded}</Note>}
      {found && found.leftOut > 0 && (
        <p className="text-sm text-muted">
          {found.leftOut === 1
            ? 'One entry of another kind is'
            : `${found.leftOut} entries of other kinds are`}{' '}
          left out: the console does not edit those.
        </p>
      )}
      {cases.added.length + cases.changed.length > 0 && (
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            className="box"
            checked={withTests}
            onChange={(event) => setWithTests(event.target.checked)}
          />
          {testWords(cases.added.length, cases.changed.length)}
        </label>
      )}
      <ProblemOf error={take.error} />
    </Dialog>
  )
}

function ProblemOf({ error }: { error: Error | null }) {
  const problem = problemOf(error)
  return (
    problem && (
      <ProblemNote title="The test cases were not saved, and the draft is as it was." problem={problem} />
    )
  )
}

function testWords(added: number, changed: number) {
  const parts = [
    ...(added > 0 ? [countText(added, 'new test case')] : []),
    ...(changed > 0 ? [`another expectation for ${countText(changed, 'test case')}`] : []),
  ]
  return `Save ${parts.join(' and ')}, too, at once`
}
