/** What a visitor does. Of scrolling only that of the page, which reaches the window by bubbling: a carousel that plays moves alone. */
const INPUTS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchmove', 'scroll', 'visibilitychange']

/**
 * Calls `used` at each input, and where the page is or comes in view; `left` when it goes out of view. What happens in our own card is
 * no use of the page. Says only that there was an input, never which.
 */
export const watchPresence = (used: () => void, left: () => void): (() => void) => {
  const heard = ({ target }: Partial<Event>) => {
    if (document.hidden) left()
    else if (!/^peakend-/.test(`${(target as Partial<Element> | undefined)?.localName}`)) used()
  }
  for (const type of INPUTS) addEventListener(type, heard, { passive: true, capture: type !== 'scroll' })
  heard({})
  return () => {
    for (const type of INPUTS) removeEventListener(type, heard, type !== 'scroll')
  }
}
