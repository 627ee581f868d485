import type { SchemaFix, SchemaProblem } from './rules/problem'
import type { ConnectorSchema, Property } from './schema'

export interface DraftState {
  schema: ConnectorSchema
  past: readonly ConnectorSchema[]
  future: readonly ConnectorSchema[]
  /** The text field being typed in; more typing there joins the same undo step. */
  typing: string | null
}

export type DraftStep =
  | { type: 'add'; property?: Property; at?: number }
  | { type: 'change'; index: number; change: Partial<Property> }
  | { type: 'remove'; index: number }
  | { type: 'move'; from: number; to: number }
  | { type: 'replaceAll'; schema: ConnectorSchema }
  | { type: 'undo' }
  | { type: 'redo' }

export const newDraft = (schema: ConnectorSchema): DraftState => ({
  schema,
  past: [],
  future: [],
  typing: null,
})

export const canUndo = ({ past }: DraftState) => past.length > 0
export const canRedo = ({ future }: DraftState) => future.length > 0

export const newProperty: Property = { name: '', type: 'string', isQueryable: true, isRetrievable: true }

/** The step that a fix button takes. */
export const fixStep = ({ property }: SchemaProblem, { change }: SchemaFix): DraftStep =>
  property === undefined
    ? { type: 'add', property: { ...newProperty, isQueryable: false, isRetrievable: false, ...change } }
    : { type: 'change', index: property, change }

const remembered = 200

/** The editor's steps. Properties that a step does not touch stay the same objects, so rows can be memoized. */
export function draftReducer(state: DraftState, step: DraftStep): DraftState {
  const { schema, past, future } = state
  if (step.type === 'undo') {
    const before = past.at(-1)
    return before
      ? { schema: before, past: past.slice(0, -1), future: [schema, ...future], typing: null }
      : state
  }
  if (step.type === 'redo') {
    const [next, ...rest] = future
    return next ? { schema: next, past: [...past, schema], future: rest, typing: null } : state
  }
  const next =
    step.type === 'replaceAll' ? step.schema : { ...schema, properties: edit(schema.properties, step) }
  if (same(schema, next)) return state
  const typing = typedField(step)
  const joins = typing !== null && typing === state.typing
  return { schema: next, past: joins ? past : [...past, schema].slice(-remembered), future: [], typing }
}

type Edit = Exclude<DraftStep, { type: 'undo' | 'redo' | 'replaceAll' }>

function edit(properties: Property[], step: Edit): Property[] {
  switch (step.type) {
    case 'add':
      return properties.toSpliced(step.at ?? properties.length, 0, step.property ?? newProperty)
    case 'remove':
      return properties.filter((_, index) => index !== step.index)
    case 'change':
      return properties.map((property, index) =>
        index === step.index ? changed(property, step.change) : property,
      )
    case 'move': {
      const moved = properties[step.from]
      return moved ? properties.toSpliced(step.from, 1).toSpliced(step.to, 0, moved) : properties
    }
  }
}

const changed = (property: Property, change: Partial<Property>): Property => {
  const differs = (Object.keys(change) as (keyof Property)[]).some((key) => change[key] !== property[key])
  return differs ? { ...property, ...change } : property
}

const same = (a: ConnectorSchema, b: ConnectorSchema) =>
  a === b ||
  (a.properties.length === b.properties.length &&
    a.properties.every((property, index) => property === b.properties[index]))

const textFields: ReadonlySet<string> = new Set<keyof Property>(['name', 'description'])

function typedField(step: Edit | { type: 'replaceAll' }) {
  if (step.type !== 'change') return null
  const [field, ...others] = Object.keys(step.change)
  return field && others.length === 0 && textFields.has(field) ? `${step.index}.${field}` : null
}
