/** What the buttons beside the layout do to it. */
export interface EditorHandle {
  insert: (text: string) => void
  goTo: (offset: number) => void
}
