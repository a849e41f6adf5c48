import type { Refusal } from './types'

/**
 * The one gate that looks at the page: nobody is interrupted while the tab is hidden, a dialog or fullscreen element has the
 * page, or something is being typed.
 */
export const quiet = (page: Document): Refusal => {
  // Many pages keep closed dialogs in the document: only one that is rendered counts.
  const rendered = (selector: string) => [...page.querySelectorAll(selector)].some((element) => element.getClientRects()[0])
  if (page.hidden) return ['hidden']
  return rendered(':modal,[aria-modal=true]') ? ['dialog'] : rendered(':read-write:focus') && ['typing']
}
