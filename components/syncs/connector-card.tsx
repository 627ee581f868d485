'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { ProblemNote } from '@/components/ui/problem-note'
import { problemOf } from '@/components/ui/problem-of'
import { TextField } from '@/components/ui/text-field'
import { unwrap } from '@/lib/web/fetch'
import { pingRemote, saveRemoteSource } from './actions'
import { ConnectorSecret } from './connector-secret'
import type { SavedSource } from './remote-source-card'

/** Sets up a connector that lives elsewhere: it is started from here, sends its items itself, and reports. */
export function ConnectorCard({
  connectionId,
  source,
  readOnly,
}: {
  connectionId: string
  /** The saved source, if it is one. */
  source: SavedSource | null
  readOnly: string | null
}) {
  const router = useRouter()
  const saved = source?.settings.kind === 'remote' ? source.settings.config : null
  const [url, setUrl] = useState(saved?.url ?? '')
  const [minutes, setMinutes] = useState(String(saved?.silentMinutes ?? 10))
  const [asking, setAsking] = useState(false)
  const ping = useMutation({ mutationFn: () => unwrap(pingRemote({ connectionId })) })
  const save = useMutation({
    mutationFn: (newSecret: boolean) =>
      unwrap(saveRemoteSource({ connectionId, config: { url, silentMinutes: Number(minutes) }, newSecret })),
    onSuccess() {
      setAsking(false)
      ping.reset()
      router.refresh()
    },
  })
  const failed = problemOf(save.error ?? ping.error)
  const changed = saved !== null && (saved.url !== url || String(saved.silentMinutes) !== minutes)

  return (
    <Card title="1. Data" note="A connector that sends its items to Graph itself">
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (!save.isPending) save.mutate(false)
        }}
      >
        <p className="text-muted">
          The console starts it with a signed call, and shows how far it reports to be. Nothing is mapped,
          planned or deleted here. <code>docs/remote-source.md</code> has the protocol, with a connector to
          begin from.
        </p>
        <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_16rem]">
          <TextField
            label="Address of the connector"
            description="It gets the call that starts a run"
            placeholder="https://connector.contoso.com/start"
            mono
            readOnly={readOnly !== null}
            value={url}
            onChange={setUrl}
          />
          <TextField
            label="Minutes without a report"
            description="After them a run is lost, 1 to 1,440"
            inputMode="numeric"
            readOnly={readOnly !== null}
            value={minutes}
            onChange={setMinutes}
          />
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <Button
            pending={ping.isPending}
            disabledReason={readOnly ?? (saved && !changed ? null : 'Save the connector first.')}
            onClick={() => {
              save.reset()
              ping.mutate()
            }}
          >
            Test
          </Button>
          <Button
            look="primary"
            type="submit"
            pending={save.isPending && !save.variables}
            disabledReason={readOnly}
          >
            Save connector
          </Button>
          {saved && (
            <Button disabledReason={readOnly} onClick={() => setAsking(true)}>
              New secret
            </Button>
          )}
          <span role="status" className="text-sm text-muted">
            {ping.isSuccess ? 'The connector took the signed call.' : ''}
          </span>
        </div>
        {failed && (
          <ProblemNote
            problem={failed}
            title={save.error ? 'The connector was not saved.' : 'The connector did not take the call.'}
          />
        )}
      </form>
      {save.data?.secret && <ConnectorSecret secret={save.data.secret} onClose={() => save.reset()} />}
      <ConfirmDialog
        open={asking}
        title="Make a new secret?"
        confirm="Make a new secret"
        pending={save.isPending}
        problem={problemOf(save.error)}
        onConfirm={() => save.mutate(true)}
        onClose={() => setAsking(false)}
      >
        <p>
          Reports that are signed with the old secret are refused from now on, those of a run that goes on
          too. Give the new one to the connector.
        </p>
      </ConfirmDialog>
    </Card>
  )
}
