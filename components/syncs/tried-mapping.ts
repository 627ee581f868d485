'use client'

import { createContext } from 'react'
import type { MappingToTry } from '@/lib/model/mapping/mapping-to-try'

/** What the server is to try out. Null as long as it has no item id. */
export const TriedMapping = createContext<MappingToTry | null>(null)
