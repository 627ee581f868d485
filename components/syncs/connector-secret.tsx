'use client'

import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog } from '@/components/ui/dialog'
import { Note } from '@/components/ui/note'

/** Shows the secret that the console and its connector sign with, this once. */
export function ConnectorSecret({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <Dialog
      open
      title="The secret of the connector"
      onClose={onClose}
      footer={
        <Button look="primary" onClick={onClose}>
          I have kept it
        </Button>
      }
    >
      <Note tone="warn" title="It is shown this once.">
        The console keeps it encrypted and does not show it again. Give it to the connector: with it both
        sides sign their calls.
      </Note>
      <div className="flex items-center gap-1">
        <code className="min-w-0 flex-1 rounded-md border border-line bg-sunken px-3 py-2 font-mono text-sm [overflow-wrap:anywhere]">
          {secret}
        </code>
        <CopyButton label="Copy the secret" text={secret} />
      </div>
    </Dialog>
  )
}
