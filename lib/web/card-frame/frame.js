// Runs inside the sandboxed frame of the preview, beside Microsoft's adaptivecards and markdown-it. It has an
// origin of its own, no cookies and no network; all it can do is draw, and tell the page what it drew.
;(() => {
  const home = new URL(location.href).origin
  const tell = (message) => parent.postMessage(message, home)
  const markdown = globalThis.markdownit({ html: false, linkify: false, breaks: false }).disable('image')

  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdown.render(text)
    result.didProcess = true
  }

  const font = 'system-ui, -apple-system, "Segoe UI", sans-serif'
  const schemes = {
    light: { text: '#242424', subtle: '#616161', accent: '#115ea3', line: '#d1d1d1', soft: '#f5f5f5' },
    dark: { text: '#ffffff', subtle: '#adadad', accent: '#62abf5', line: '#525252', soft: '#292929' },
  }
  const states = {
    light: { good: '#0e700e', warning: '#8a3707', attention: '#b10e1c' },
    dark: { good: '#54b054', warning: '#faa06b', attention: '#dc626d' },
  }

  function hostConfig(scheme) {
    const { text, subtle, accent, line, soft } = schemes[scheme]
    const both = (color) => ({ default: color, subtle: color })
    const named = Object.fromEntries(
      Object.entries(states[scheme]).map(([name, color]) => [name, both(color)]),
    )
    const foregroundColors = {
      default: { default: text, subtle },
      accent: both(accent),
      dark: { default: text, subtle },
      light: { default: subtle, subtle },
      ...named,
    }
    return new AdaptiveCards.HostConfig({
      fontFamily: font,
      supportsInteractivity: true,
      separator: { lineThickness: 1, lineColor: line },
      containerStyles: {
        default: { backgroundColor: 'transparent', foregroundColors },
        emphasis: { backgroundColor: soft, foregroundColors },
      },
    })
  }

  function draw({ card, scheme, seq }) {
    document.documentElement.dataset.scheme = scheme
    const problems = []
    const context = new AdaptiveCards.SerializationContext()
    const made = new AdaptiveCards.AdaptiveCard()
    made.hostConfig = hostConfig(scheme)
    made.onExecuteAction = (action) => tell({ type: 'open', url: String(action.url ?? action.title ?? '') })
    made.parse(card, context)
    for (let index = 0; index < context.eventCount; index++)
      problems.push(String(context.getEventAt(index).message))
    const element = made.render()
    const place = document.getElementById('card')
    place.replaceChildren(...(element ? [element] : []))
    for (const image of place.querySelectorAll('img'))
      image.addEventListener('error', () => image.classList.add('missing'))
    tell({ type: 'drawn', seq, problems: problems.slice(0, 20), height: heightOf(place) })
  }

  const heightOf = (place) => Math.ceil(place.getBoundingClientRect().height)

  addEventListener('message', (event) => {
    if (event.source !== parent || event.origin !== home) return
    const { data } = event
    if (data?.type !== 'card') return
    try {
      draw(data)
    } catch (error) {
      tell({ type: 'failed', seq: data.seq, message: String(error) })
    }
  })

  // A link would take the frame away; the page says instead where it leads.
  addEventListener(
    'click',
    (event) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null
      if (!link) return
      event.preventDefault()
      tell({ type: 'open', url: link.href })
    },
    true,
  )

  const place = document.getElementById('card')
  new ResizeObserver(() => tell({ type: 'height', height: heightOf(place) })).observe(place)
  tell({ type: 'ready' })
})()
