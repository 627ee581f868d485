'use server'

import { z } from 'zod'
import { needReadyPeopleConnection } from '@/lib/graph/connections'
import {
  createProfileSource,
  deleteProfileSource,
  prioritizeSource,
  removeFromPriority,
  reorderSources as reorder,
} from '@/lib/graph/profile-sources'
import { NewProfileSource } from '@/lib/model/people/profile-source'
import { adminAction } from '@/lib/web/admin-action'

const Register = NewProfileSource.extend({ place: z.enum(['first', 'last']) })

/** Registers a connection as a profile source and gives it its place in the list, in that order. */
export const registerSource = adminAction(
  { people: 'Admin' },
  Register,
  async ({ graph }, { place, ...source }) => {
    await needReadyPeopleConnection(graph, source.sourceId)
    await createProfileSource(graph, source)
    await prioritizeSource(graph, source.sourceId, place)
  },
  { audit: 'registerSource' },
)

const Order = z.object({ seen: z.array(z.string()), wanted: z.array(z.string()) })

export const reorderSources = adminAction(
  { people: 'Admin' },
  Order,
  ({ graph }, order) => reorder(graph, order),
  { audit: 'reorderSources' },
)

const Place = z.object({ sourceId: z.string().min(1), place: z.enum(['first', 'last']) })

export const listSource = adminAction(
  { people: 'Admin' },
  Place,
  ({ graph }, { sourceId, place }) => prioritizeSource(graph, sourceId, place),
  { audit: 'listSource' },
)

const Remove = z.object({ sourceId: z.string().min(1), registered: z.boolean() })

/** Takes a source out of the list first, then unregisters it: the other way round leaves a stale entry. */
export const removeSource = adminAction(
  { people: 'Admin' },
  Remove,
  async ({ graph }, { sourceId, registered }) => {
    await removeFromPriority(graph, sourceId)
    if (registered) await deleteProfileSource(graph, sourceId)
  },
  { audit: 'removeSource' },
)
