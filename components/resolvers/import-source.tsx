'use client'

import { FileUp } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Note } from '@/components/ui/note'
import { TextArea } from '@/components/ui/text-field'
import { mostImportCharacters } from '@/lib/model/resolvers/read-import'

/** Where the JSON of an import comes from: a file, dropped or chosen, or the clipboard. */
export function ImportSource({
  text,
  problem,
  onText,
}: {
  text: string
  problem: string | null
  onText: (text: string) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [name, setName] = useState<string | null>(null)
  const take = async (files: FileList | null) => {
    const [file] = files ?? []
    if (!file) return
    const tooLarge = file.size > 4 * mostImportCharacters
    setRefused(tooLarge ? `${file.name} is larger than any export.` : null)
    if (tooLarge) return
    setName(file.name)
    onText(await file.text())
  }
  return (
    <div className="grid gap-3">
      <form
        aria-label="File"
        onSubmit={(event) => event.preventDefault()}
        className="flex flex-wrap items-center gap-3 rounded-md border border-dashed border-line-strong p-3"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault()
          void take(event.dataTransfer.files)
        }}
      >
        <FileUp className="size-5 flex-none text-faint" aria-hidden />
        <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{name ?? 'Drop a JSON file here'}</span>
        <Button onClick={() => input.current?.click()}>Choose file</Button>
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          aria-label="JSON file"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            void take(event.target.files)
            event.target.value = ''
          }}
        />
      </form>
      {refused && <Note tone="bad">{refused}</Note>}
      <TextArea
        label="Or paste it"
        mono
        rows={text === '' ? 3 : 6}
        value={text}
        problem={problem}
        onChange={(next) => {
          setName(null)
          onText(next)
        }}
      />
    </div>
  )
}
