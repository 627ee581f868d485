/**
 * Asks for the page again every two seconds and shows what changed. It waits while somebody reads with the
 * keyboard, selects text, or looks elsewhere.
 */
export const liveScript = `
const label = document.getElementById('follow')
const follow = label.querySelector('input')
label.hidden = false
follow.checked = sessionStorage.getItem('follow') !== 'no'
follow.addEventListener('change', () => sessionStorage.setItem('follow', follow.checked ? 'yes' : 'no'))
const busy = (main) =>
  !follow.checked || document.hidden || main.contains(document.activeElement) || String(getSelection()) !== ''
async function look() {
  const main = document.querySelector('main')
  if (busy(main)) return
  const response = await fetch(location.href)
  if (!response.ok || busy(main)) return
  const next = new DOMParser().parseFromString(await response.text(), 'text/html').querySelector('main')
  if (!next || next.innerHTML === main.innerHTML) return
  const open = [...main.querySelectorAll('details')].map((one) => one.open)
  next.querySelectorAll('details').forEach((one, index) => { one.open = open[index] ?? one.open })
  const scrolled = [...main.querySelectorAll('.scroll')].map((one) => one.scrollLeft)
  main.replaceChildren(...next.childNodes)
  main.querySelectorAll('.scroll').forEach((one, index) => { one.scrollLeft = scrolled[index] ?? 0 })
}
setInterval(() => look().catch(() => undefined), 2000)
`
