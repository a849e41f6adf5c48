import { firstSeen, nameOf } from './seen'
import type { Refusal } from './types'

/** What not even a question called for by hand may come over: a modal dialog of the page, or something that fills the screen. */
export const modal = (page: Document): Refusal => {
  const element = firstSeen(':modal,[aria-modal=true]', page)
  return !!element && ['dialog', { element: nameOf(element) }]
}
