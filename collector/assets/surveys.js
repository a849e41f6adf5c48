// @ts-check
/**
 * Adds to pages that do without it: times in the reader's own zone, the preview that follows what is typed, the fields of a trigger as soon as
 * its kind is chosen, and a question before changes are left behind.
 */
const { lang } = document.documentElement
const format = new Intl.DateTimeFormat(navigator.languages.find((tag) => tag.startsWith(lang)) ?? lang, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})
for (const time of document.querySelectorAll('time')) time.textContent = format.format(new Date(time.dateTime))

for (const button of document.querySelectorAll('[data-print]')) {
  button.removeAttribute('hidden')
  button.addEventListener('click', () => print())
}

const form = document.getElementById('editor')
const show = document.getElementById('show-preview')
const frame = document.querySelector('iframe[name=preview]')

/** Typing rests this long before the widget is asked again. */
const REST_MS = 500
/** A card that opens in the frame may take the focus: so soon after a key it is given back to who was typing. */
const TYPING_MS = 4000

if (form instanceof HTMLFormElement) {
  let timer = 0
  let typedAt = 0
  let isChanged = false
  const preview = () => {
    if (show instanceof HTMLButtonElement) form.requestSubmit(show)
  }
  form.addEventListener('input', ({ target }) => {
    if (!(target instanceof Element) || !target.closest('.tools')) {
      isChanged = true
      typedAt = performance.now()
    }
    clearTimeout(timer)
    timer = setTimeout(preview, REST_MS)
  })
  // Chosen is enough: who can choose needs no button.
  for (const select of form.querySelectorAll('select[data-again]')) {
    const button = select.parentElement?.querySelector('button[value=again]')
    if (button instanceof HTMLButtonElement) button.hidden = true
  }
  form.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLSelectElement) || target.dataset.again === undefined) return
    clearTimeout(timer)
    const again = target.parentElement?.querySelector('button[value=again]')
    if (again instanceof HTMLButtonElement) form.requestSubmit(again)
  })
  form.addEventListener('submit', ({ submitter }) => {
    if (submitter instanceof HTMLButtonElement && submitter.formTarget) return
    isChanged = false
  })
  addEventListener('beforeunload', (event) => {
    if (isChanged) event.preventDefault()
  })
  /** @type {Element | null} */
  let typing = null
  form.addEventListener('focusin', ({ target }) => {
    if (target instanceof Element && target !== frame) typing = target
  })
  frame?.addEventListener('focus', () => {
    if (performance.now() - typedAt < TYPING_MS && typing instanceof HTMLElement) typing.focus({ preventScroll: true })
  })
}
