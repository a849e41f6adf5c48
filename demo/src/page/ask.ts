/** Questions that the visitor opens: the tab at the edge, and the one at the end of a help article. */
import { byId } from './dom'
import { peakend } from './peakend'

const openHelpful = async (button: HTMLElement): Promise<void> => {
  const here = byId('helpful-here')
  if (here?.firstElementChild) return void peakend('hide')
  await peakend('show', 'page-helpful', { target: '#helpful-here', byVisitor: true, context: { article: button.dataset['helpful'] } })
  // Asked for, so it should be seen.
  here?.scrollIntoView({ block: 'nearest' })
}

/** The button says whether its question is there, however it came or went. */
const watchHelpful = (): void => {
  const here = byId('helpful-here')
  const button = document.querySelector('[data-helpful]')
  if (here && button)
    new MutationObserver(() => button.setAttribute('aria-expanded', String(here.firstElementChild !== null))).observe(here, {
      childList: true,
    })
}

export const startAsking = (): void => {
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('#feedback, [data-helpful]') : null
    if (button?.id === 'feedback') peakend('show', 'feedback', { byVisitor: true, context: { page: location.pathname } })
    else if (button) openHelpful(button)
  })
  watchHelpful()
  addEventListener('shop:page', watchHelpful)
}
