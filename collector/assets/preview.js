// @ts-check
/** Shows the survey of this page by the widget itself, as a trial; and again, once it has closed. */
const { survey = '' } = document.documentElement.dataset
const status = document.getElementById('status')
const again = document.getElementById('again')
/** @type {(...args: unknown[]) => unknown} */
const peakend = (...args) => /** @type {any} */ (window).peakend(...args)

/** @param {string} text */
const say = (text) => {
  if (status) status.textContent = text
}
const ask = () => {
  if (again) again.hidden = true
  peakend('show', survey, { test: true })
}
const over = () => {
  if (again) again.hidden = false
}
again?.addEventListener('click', ask)
addEventListener('peakend:ready', ask)
addEventListener('peakend:beforeshow', () => say(''))
addEventListener('peakend:completed', over)
addEventListener('peakend:dismissed', over)
/** What is wrong, in the words of `check`. @type {Set<string>} */
const said = new Set()
addEventListener('peakend:error', (event) => {
  said.add(/** @type {CustomEvent<{ message: string }>} */ (event).detail.message)
  say([status?.dataset.broken, ...said].join('\n'))
  over()
})
