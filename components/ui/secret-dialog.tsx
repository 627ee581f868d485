'use client'

import type { ReactNode } from 'react'
import { Button } from './button'
import { CopyButton } from './copy-button'
import { Dialog } from './dialog'
import { Note } from './note'

/** Shows a secret, this once. `use` says what it is for, and `children` how it is used. */
export function SecretDialog({
  title,
  secret,
  use,
  wide,
  onClose,
  children,
}: {
  title: string
  secret: string
  use?: string
  wide?: boolean
  onClose: () => void
  children?: ReactNode
}) {
  return (
    <Dialog
      open
      wide={wide}
      title={title}
      onClose={onClose}
      footer={
        <Button look="primary" onClick={onClose}>
          I have kept it
        </Button>
      }
    >
      <Note tone="warn" title="It is shown this once.">
        The console keeps it encrypted and does not show it again. {use}
      </Note>
      <div className="flex items-center gap-1">
        <code className="min-w-0 flex-1 rounded-md border border-line bg-sunken px-3 py-2 font-mono text-sm [overflow-wrap:anywhere]">
          {secret}
        </code>
        <CopyButton label="Copy the secret" text={secret} />
      </div>
      {children}
    </Dialog>
  )
}
