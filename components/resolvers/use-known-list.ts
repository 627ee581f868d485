'use client'

import { useState } from 'react'
import type { RawResolver } from '@/lib/model/resolvers/graph-resolvers'

/** The list as Graph has it: as the page last read it, or as a later save stored it. */
export function useKnownList(read: RawResolver[]) {
  const [known, setKnown] = useState({ read, list: read })
  if (known.read !== read) setKnown({ read, list: read })
  return [known.read === read ? known.list : read, (list: RawResolver[]) => setKnown({ read, list })] as const
}
