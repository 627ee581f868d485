'use client'

import { type Ref, useImperativeHandle, useRef, useState } from 'react'
import { useLater } from '@/components/ui/use-later'
import type { TemplateProblem } from '@/lib/model/results/check-templates'
import type { EditorHandle } from './editor-handle'
import { LayoutText } from './layout-text'

// The editor is most of the page's code: who only looks at the layout does without it.
const loadEditor = () => import('./layout-editor')

/** The layout as text that can be read, selected and typed into at once; the editor takes its place when it is wanted. */
export function LayoutField({
  ref,
  ...props
}: {
  value: string
  problems: readonly TemplateProblem[]
  readOnly: boolean
  onChange: (text: string) => void
  ref: Ref<EditorHandle>
}) {
  const [wanted, setWanted] = useState(false)
  /** A pointer held down or a character being composed would be lost by a change of fields. */
  const [busy, setBusy] = useState(false)
  const [there, setThere] = useState(false)
  const loaded = useLater(loadEditor, wanted)
  const text = useRef<HTMLTextAreaElement>(null)
  const editor = useRef<EditorHandle>(null)
  const Editor = loaded && (there || !busy) ? loaded.LayoutEditor : null

  useImperativeHandle(ref, () => {
    const now = () => editor.current ?? (text.current ? handleOf(text.current) : null)
    return { insert: (added) => now()?.insert(added), goTo: (offset) => now()?.goTo(offset) }
  }, [])

  const hold = () => {
    setBusy(true)
    const release = () => setBusy(false)
    window.addEventListener('pointerup', release, { once: true })
    window.addEventListener('pointercancel', release, { once: true })
  }

  const near = { onPointerEnter: () => setWanted(true), onFocus: () => setWanted(true) }

  return (
    <div {...near} className="min-h-105 min-w-0 text-[12.5px] leading-normal">
      {Editor && <Editor {...props} ref={editor} before={text} onThere={() => setThere(true)} />}
      {!(Editor && there) && (
        <LayoutText
          value={props.value}
          readOnly={props.readOnly}
          onChange={props.onChange}
          area={text}
          onPointerDown={hold}
          onCompositionStart={() => setBusy(true)}
          onCompositionEnd={() => setBusy(false)}
        />
      )}
    </div>
  )
}

/** What the editor can do, done to the plain field. */
const handleOf = (text: HTMLTextAreaElement): EditorHandle => ({
  insert(added) {
    text.setRangeText(added, text.selectionStart, text.selectionEnd, 'end')
    text.dispatchEvent(new Event('input', { bubbles: true }))
    text.focus()
  },
  goTo(offset) {
    text.setSelectionRange(offset, offset)
    text.focus()
  },
})
