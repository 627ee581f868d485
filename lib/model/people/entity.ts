/** What the text of a cell becomes. A list of words is an enumeration; `people` are names or addresses. */
export type FieldType =
  | 'text'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'date'
  | 'url'
  | 'guid'
  | 'upn'
  | 'list'
  | 'tags'
  | 'people'
  | readonly string[]

export interface Shape {
  readonly [member: string]: FieldType | Shape
}

export interface Entity {
  shape: Shape
  /** Sets of paths of which one has to be there for the entity to say anything. */
  minimum: readonly (readonly string[])[]
  /** Non-nullable members, and what the console says where a mapping does not. */
  defaults?: Readonly<Record<string, string | boolean>>
  nonNullable?: readonly string[]
}
