'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { CopyButton } from '@/components/ui/copy-button'
import { Facts } from '@/components/ui/facts'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { RelativeTime } from '@/components/ui/relative-time'
import type { TriggerView } from '@/lib/model/schedules/view'
import { unwrap } from '@/lib/web/fetch'
import { createTrigger, deleteTrigger } from './actions'
import { WebhookSecret } from './lazy'

/** The webhook with which another program starts runs. */
export function TriggerCard({
  connectionId,
  address,
  trigger,
  noEdit,
}: {
  connectionId: string
  /** Where a program calls. */
  address: string
  trigger: TriggerView | null
  noEdit: string | null
}) {
  const router = useRouter()
  const [asking, setAsking] = useState<'renew' | 'delete' | null>(null)
  const create = useMutation({
    mutationFn: () => unwrap(createTrigger({ connectionId })),
    onSuccess() {
      setAsking(null)
      router.refresh()
    },
  })
  const remove = useMutation({
    mutationFn: () => unwrap(deleteTrigger({ connectionId })),
    onSuccess() {
      setAsking(null)
      router.refresh()
    },
  })
  const failure = problemOf(create.error)

  return (
    <Card
      title="Webhook"
      note={trigger ? undefined : 'Another program can start runs with a signed call'}
      actions={
        trigger ? (
          <>
            <Button disabledReason={noEdit} onClick={() => setAsking('renew')}>
              New secret
            </Button>
            <Button look="quiet" disabledReason={noEdit} onClick={() => setAsking('delete')}>
              Delete webhook
            </Button>
          </>
        ) : (
          <Button pending={create.isPending} disabledReason={noEdit} onClick={() => create.mutate()}>
            Create a webhook
          </Button>
        )
      }
    >
      <div className="grid gap-3">
        {trigger ? (
          <Facts
            facts={[
              {
                name: 'Address',
                value: (
                  <span className="flex items-center gap-1">
                    <code className="font-mono text-sm">{address}</code>
                    <CopyButton label="Copy the address" text={address} />
                  </span>
                ),
              },
              {
                name: 'Last call',
                value: trigger.lastCalledAt ? <RelativeTime at={trigger.lastCalledAt} /> : 'none yet',
              },
              {
                name: 'Made',
                value: (
                  <>
                    <RelativeTime at={trigger.createdAt} /> by {trigger.createdBy}
                  </>
                ),
              },
            ]}
          />
        ) : (
          <p className="text-muted">
            A program that knows when the source has changed need not wait for the schedule. It signs each
            call as Standard Webhooks says; a call counts once and within 5 minutes.
          </p>
        )}
        {failure && <ProblemNote problem={failure} />}
      </div>
      {create.data && (
        <WebhookSecret address={address} secret={create.data.secret} onClose={() => create.reset()} />
      )}
      <ConfirmDialog
        open={asking === 'renew'}
        title="Make a new secret?"
        confirm="Make a new secret"
        pending={create.isPending}
        problem={failure}
        onConfirm={() => create.mutate()}
        onClose={() => setAsking(null)}
      >
        <p>The old secret is refused from now on. Give the new one to every program that calls.</p>
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === 'delete'}
        title="Delete the webhook?"
        confirm="Delete webhook"
        pending={remove.isPending}
        problem={problemOf(remove.error)}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsking(null)}
      >
        <p>Calls are refused from now on. Runs that have started go on.</p>
      </ConfirmDialog>
    </Card>
  )
}
