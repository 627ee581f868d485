const tokens = /("(?:[^"\\]|\\.)*"?)(\s*:)?|(-?\d[\d.eE+-]*|\b(?:true|false|null)\b)/g

/** A line of JSON in the colours of the editor. */
export function JsonLine({ text }: { text: string }) {
  const parts: { from: number; text: string; color: string }[] = []
  for (const { index, 1: string, 2: colon, 3: plain } of text.matchAll(tokens)) {
    const color = colon ? 'text-accent-text' : string ? 'text-ok' : 'text-warn'
    parts.push({ from: index, text: string ?? plain ?? '', color })
  }
  let at = 0
  return (
    <>
      {parts.map((part) => {
        const between = text.slice(at, part.from)
        at = part.from + part.text.length
        return [
          between,
          <span key={part.from} className={part.color}>
            {part.text}
          </span>,
        ]
      })}
      {text.slice(at)}
    </>
  )
}
