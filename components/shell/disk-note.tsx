import { Note } from '@/components/ui/note'
import { type Disk, diskWords } from '@/lib/platform/disk'

/** Tells whoever runs the console that its disk is nearly full, before something fails. */
export function DiskNote({ disk }: { disk: Disk | null }) {
  if (!disk || disk.state === 'ok') return null
  return (
    <div className="px-4 pt-4 sm:px-6">
      <Note tone={disk.state === 'full' ? 'bad' : 'warn'} role="status" title="The disk is nearly full.">
        {diskWords(disk)}
      </Note>
    </div>
  )
}
