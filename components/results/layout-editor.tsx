'use client'

import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { lintGutter, setDiagnostics } from '@codemirror/lint'
import { Compartment, EditorState } from '@codemirror/state'
import { EditorView, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { type Ref, type RefObject, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react'
import type { TemplateProblem } from '@/lib/model/results/check-templates'
import type { EditorHandle } from './editor-handle'

/** The Adaptive Card as JSON, with what is wrong marked at its line. */
export function LayoutEditor({
  value,
  problems,
  readOnly,
  onChange,
  ref,
  before,
  onThere,
}: {
  value: string
  problems: readonly TemplateProblem[]
  readOnly: boolean
  onChange: (text: string) => void
  ref: Ref<EditorHandle>
  /** The plain field whose place it takes: what is selected in it and where it is scrolled to. */
  before: RefObject<HTMLTextAreaElement | null>
  onThere: () => void
}) {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const change = useRef(onChange)
  change.current = onChange
  const first = useRef({ value, readOnly, before, onThere })

  // Before the next paint and the next key: there is never a moment without a field.
  useLayoutEffect(() => {
    if (!place.current) return
    const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')
    const editor = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: first.current.value,
        extensions: [
          ...basics,
          EditorView.cspNonce.of(nonce?.nonce || nonce?.content || ''),
          locked.of(EditorState.readOnly.of(first.current.readOnly)),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) change.current(update.state.doc.toString())
          }),
        ],
      }),
    })
    view.current = editor
    takeOver(editor, first.current.before.current)
    first.current.onThere()
    return () => {
      editor.destroy()
      view.current = null
    }
  }, [])

  useImperativeHandle(ref, () => ({
    insert(text) {
      view.current?.dispatch(view.current.state.replaceSelection(text))
      view.current?.focus()
    },
    goTo(offset) {
      const anchor = Math.min(offset, view.current?.state.doc.length ?? 0)
      view.current?.dispatch({ selection: { anchor }, scrollIntoView: true })
      view.current?.focus()
    },
  }))

  useEffect(() => {
    const editor = view.current
    if (!editor || editor.state.doc.toString() === value) return
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } })
  }, [value])

  useEffect(() => {
    view.current?.dispatch({ effects: locked.reconfigure(EditorState.readOnly.of(readOnly)) })
  }, [readOnly])

  useEffect(() => {
    const editor = view.current
    if (!editor) return
    const length = editor.state.doc.length
    const marks = problems
      .map(({ from = 0, to = 0, severity, message }) => ({
        from: Math.min(from, length),
        to: Math.min(Math.max(to, from), length),
        severity,
        message,
      }))
      .sort((one, other) => one.from - other.from)
    editor.dispatch(setDiagnostics(editor.state, marks))
  }, [problems])

  return <div ref={place} className="min-w-0 text-[12.5px]" />
}

/** Goes on where the plain field was: its focus, its selection and its place in the text. */
function takeOver(editor: EditorView, field: HTMLTextAreaElement | null) {
  if (!field) return
  const { length } = editor.state.doc
  const [from, to] = [field.selectionStart, field.selectionEnd].map((at) => Math.min(at, length))
  const backward = field.selectionDirection === 'backward'
  const selection = backward ? { anchor: to ?? 0, head: from ?? 0 } : { anchor: from ?? 0, head: to ?? 0 }
  editor.dispatch({ selection })
  const top = field.closest('[data-scroller]')?.scrollTop ?? 0
  if (document.activeElement === field) editor.focus()
  editor.scrollDOM.scrollTop = top
}

const locked = new Compartment()

const colors = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--accent-text)' },
  { tag: tags.string, color: 'var(--ok)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--warn)' },
])

const basics = [
  lineNumbers(),
  history(),
  json(),
  bracketMatching(),
  lintGutter(),
  syntaxHighlighting(colors),
  EditorView.lineWrapping,
  EditorState.tabSize.of(2),
  // Without a binding for Tab: it leaves the editor, as it leaves any field.
  keymap.of([...defaultKeymap, ...historyKeymap]),
  EditorView.contentAttributes.of({ 'aria-label': 'Layout as JSON', tabindex: '0' }),
  EditorView.theme({
    '&': { height: '420px', backgroundColor: 'var(--surface)', color: 'var(--ink)' },
    '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
    '.cm-scroller': { fontFamily: 'var(--font-mono, monospace)', lineHeight: '1.5' },
    '.cm-content': { caretColor: 'var(--ink)' },
    '.cm-cursor': { borderLeftColor: 'var(--ink)' },
    '.cm-gutters': {
      backgroundColor: 'var(--sunken)',
      color: 'var(--faint)',
      borderRight: '1px solid var(--line)',
    },
    '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
      backgroundColor: 'var(--accent-soft)',
    },
    '.cm-tooltip': {
      backgroundColor: 'var(--raised)',
      color: 'var(--ink)',
      border: '1px solid var(--line-strong)',
    },
  }),
]
