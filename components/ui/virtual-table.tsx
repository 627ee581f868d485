import type { ComponentProps } from 'react'

// Of the elements of a table the browser would lay out all rows, those out of view too.
// biome-ignore-start lint/a11y/useSemanticElements: see above
// biome-ignore-start lint/a11y/useFocusableInteractive: rows and cells are read, not focused

/** A table of which only the rows in view are drawn. */
export const VirtualTable = (
  props: ComponentProps<'div'> & { 'aria-label': string; 'aria-rowcount': number },
) => <div role="table" {...props} />

export const VirtualRow = (props: ComponentProps<'div'>) => <div role="row" {...props} />

export const VirtualHead = (props: ComponentProps<'span'>) => <span role="columnheader" {...props} />

export const VirtualCell = (props: ComponentProps<'div'>) => <div role="cell" {...props} />
// biome-ignore-end lint/a11y/useFocusableInteractive: rows and cells are read, not focused
// biome-ignore-end lint/a11y/useSemanticElements: see above
