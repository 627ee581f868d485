/** To the worker: put this item into this layout. */
export interface CardQuestion {
  seq: number
  layout: string
  item: Record<string, unknown>
}

export type CardAnswer =
  | { seq: number; card: unknown; text: string; complaints: string[] }
  | { seq: number; failed: string }
