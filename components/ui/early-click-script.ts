/**
 * Runs ahead of everything else on the page (app/layout.tsx): it notes each button that is clicked, so that a click from
 * before hydration is not lost. A button that is alive takes its note away (plain-button.tsx).
 */
export const noteEarlyClicks = `
  window.earlyClicks = new WeakSet()
  addEventListener('click', ({ target }) => {
    const button = target instanceof Element && target.closest('button')
    if (button) window.earlyClicks.add(button)
  }, true)
`
