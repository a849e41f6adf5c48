import type { Refusal } from './types'

/**
 * The one gate that looks at the page: nobody is interrupted while the tab is hidden, a dialog or fullscreen element has the
 * page, or something is being typed.
 */
export const quiet = (page: Document): Refusal => {
  // Many pages keep closed dialogs in the document: only one that can be seen counts.
  const seen = (element: Element) => !!element.getClientRects()[0] && (element.checkVisibility?.({ visibilityProperty: true }) ?? true)
  let active = page.activeElement
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
  if (page.hidden) return ['hidden']
  if ([...page.querySelectorAll(':modal,[aria-modal=true]')].some(seen)) return ['dialog']
  // What goes on in a frame, such as that of a payment, cannot be seen from here.
  return active?.matches('iframe,:read-write') && ['typing']
}
