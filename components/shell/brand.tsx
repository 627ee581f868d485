export function Brand() {
  return (
    <>
      <svg viewBox="0 0 16 16" className="size-5.5 text-accent" aria-hidden="true">
        <path
          d="M5.5 2v3M10.500 2v3M4 5h8v3a4 4 0 0 1-8 0zM8 12v2.500"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span>Connectors Console</span>
    </>
  )
}
