import { Braces, Plus, Redo2, Table2, Undo2 } from 'lucide-react'
import type { Dispatch } from 'react'
import { Button } from '@/components/ui/button'
import { SearchField } from '@/components/ui/search-field'
import { canRedo, canUndo, type DraftState, type DraftStep } from '@/lib/model/schema/draft'

export function EditorToolbar({
  draft,
  view,
  query,
  found,
  readOnly,
  dispatch,
  onView,
  onQuery,
  onAdd,
}: {
  draft: DraftState
  view: 'table' | 'json'
  query: string
  /** How many properties the search shows; null without one. */
  found: number | null
  readOnly: string | null
  dispatch: Dispatch<DraftStep>
  onView: (view: 'table' | 'json') => void
  onQuery: (query: string) => void
  onAdd: () => void
}) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      {view === 'table' && (
        <>
          <SearchField label="Find a property" value={query} onChange={onQuery} />
          <Button aria-keyshortcuts="Control+Enter" disabledReason={readOnly} onClick={onAdd}>
            <Plus aria-hidden />
            Add property <Key>Ctrl ⏎</Key>
          </Button>
        </>
      )}
      <span role="status" className="text-sm text-muted">
        {found === null ? '' : `${found} of ${draft.schema.properties.length}`}
      </span>
      <div className="ml-auto flex flex-wrap items-center gap-2">
        <Button
          look="quiet"
          aria-keyshortcuts="Control+Z"
          disabledReason={readOnly ?? (canUndo(draft) ? null : 'Nothing to undo.')}
          onClick={() => dispatch({ type: 'undo' })}
        >
          <Undo2 aria-hidden />
          Undo <Key>Ctrl Z</Key>
        </Button>
        <Button
          look="quiet"
          aria-keyshortcuts="Control+Shift+Z"
          disabledReason={readOnly ?? (canRedo(draft) ? null : 'Nothing to redo.')}
          onClick={() => dispatch({ type: 'redo' })}
        >
          <Redo2 aria-hidden />
          Redo
        </Button>
        <Button onClick={() => onView(view === 'table' ? 'json' : 'table')}>
          {view === 'table' ? <Braces aria-hidden /> : <Table2 aria-hidden />}
          {view === 'table' ? 'JSON' : 'Table'}
        </Button>
      </div>
    </div>
  )
}

function Key({ children }: { children: string }) {
  return (
    <kbd
      className="rounded-sm border border-line-strong px-1 font-mono text-[11px]/4 font-medium max-sm:hidden"
      aria-hidden
    >
      {children}
    </kbd>
  )
}
