'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Note } from '@/components/ui/note'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { TextArea } from '@/components/ui/text-field'
import type { MembersPlan } from '@/lib/model/groups/members-plan'
import { countText } from '@/lib/model/number-text'
import { postJson, unwrap } from '@/lib/web/fetch'
import { applyMembers } from './actions'
import { MembersPlanView } from './members-plan-view'
import { groupAddress } from './queries'

/** Fills a group from a file: the changes are shown first, then made. */
export function MembersFileDialog({
  connectionId,
  groupId,
  onClose,
}: {
  connectionId: string
  groupId: string
  onClose: () => void
}) {
  const router = useRouter()
  const [text, setText] = useState('')
  const [remove, setRemove] = useState(false)
  const plan = useMutation({
    mutationFn: () => postJson<MembersPlan>(`/api${groupAddress(connectionId, groupId)}/plan`, { text }),
  })
  const apply = useMutation({
    mutationFn: (basis: string) => unwrap(applyMembers({ connectionId, groupId, text, remove, basis })),
    onSuccess() {
      router.refresh()
      onClose()
    },
  })
  const write = (changed: string) => {
    setText(changed)
    plan.reset()
    apply.reset()
  }
  const shown = plan.data
  const changes = shown ? shown.added.length + (remove ? shown.notNamed.length : 0) : 0
  const problem = problemOf(plan.error ?? apply.error)
  const busy = plan.isPending || apply.isPending
  return (
    <Dialog
      open
      wide
      title="Members from a file"
      busy={busy}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          {shown && shown.problems.length === 0 ? (
            <Button
              look="primary"
              pending={apply.isPending}
              disabledReason={changes === 0 ? 'Nothing would change' : null}
              onClick={() => apply.mutate(shown.basis)}
            >
              {`Make ${countText(changes, 'change')}`}
            </Button>
          ) : (
            <Button
              look="primary"
              pending={plan.isPending}
              disabledReason={text.trim() === '' ? 'Choose a file or write lines first' : null}
              onClick={() => plan.mutate()}
            >
              Show the changes
            </Button>
          )}
        </>
      }
    >
      <p className="text-muted">
        One member in a line: <code className="font-mono text-sm">type,id</code>, where the type is user,
        group or externalGroup. A line with a user principal name alone is a person.
      </p>
      <label className="grid gap-1">
        <span className="font-medium">File</span>
        <input
          type="file"
          accept=".csv,.txt,text/csv,text/plain"
          className="input h-auto py-1"
          onChange={async ({ target }) => write((await target.files?.[0]?.text()) ?? '')}
        />
      </label>
      <TextArea label="Lines" mono rows={5} value={text} onChange={write} />
      {shown && shown.problems.length > 0 && (
        <Note tone="bad" role="alert" title="These lines have to be fixed first.">
          <ul className="list-disc pl-4">
            {shown.problems.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </Note>
      )}
      {shown && shown.problems.length === 0 && (
        <MembersPlanView plan={shown} remove={remove} onRemove={setRemove} />
      )}
      {problem && <ProblemNote problem={problem} title="Nothing was changed." />}
    </Dialog>
  )
}
