'use client'

import { X } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Modal as AriaModal, ModalOverlay } from 'react-aria-components/Modal'
import { IconButton } from './icon-button'

export interface DialogProps {
  open: boolean
  onClose: () => void
  title: string
  /** Keeps it open until the work it started has answered. */
  busy?: boolean
  wide?: boolean
  footer?: ReactNode
  children: ReactNode
}

/** What `Dialog` shows; apart from it, so that pages load it only when one opens. */
export function Modal({ open, onClose, title, busy, wide, footer, children }: DialogProps) {
  const titleId = useId()
  return (
    <ModalOverlay
      isOpen={open}
      onOpenChange={(next) => !next && !busy && onClose()}
      isDismissable={!busy}
      isKeyboardDismissDisabled={busy}
      className="fixed inset-0 z-30 grid h-dvh place-items-center bg-black/40 p-3"
    >
      <AriaModal
        className={`max-h-full w-full overflow-auto rounded-lg border border-line bg-raised shadow-pop ${wide ? 'max-w-3xl' : 'max-w-lg'}`}
      >
        <AriaDialog aria-labelledby={titleId} className="outline-none">
          <header className="sticky top-0 z-2 flex items-center gap-2 border-b border-line bg-raised px-4 py-3">
            <h2 id={titleId} className="min-w-0 flex-1 text-lg [overflow-wrap:anywhere]">
              {title}
            </h2>
            <IconButton label="Close" onClick={onClose} disabledReason={busy ? 'Wait for the answer' : null}>
              <X aria-hidden />
            </IconButton>
          </header>
          <div className="grid gap-4 p-4">{children}</div>
          {footer && (
            <footer className="sticky bottom-0 z-2 flex flex-wrap justify-end gap-2 border-t border-line bg-raised px-4 py-3">
              {footer}
            </footer>
          )}
        </AriaDialog>
      </AriaModal>
    </ModalOverlay>
  )
}
