/**
 * Whether an element can be seen: many pages keep what is closed in the document, faded out, moved out of view or hidden from assistive
 * technology; were it counted, nobody would ever be asked anything there.
 */
export const seen = (element: Element): boolean => {
  const [box] = element.getClientRects()
  return (
    !!box &&
    // A wrapper without an area of its own may hold what is fixed to the viewport.
    (!(box.width * box.height) || (box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth)) &&
    getComputedStyle(element).visibility === 'visible' &&
    // The old name of its option: browsers that have the method know it, but not all of them the new one.
    element.checkVisibility?.({ checkOpacity: true }) !== false &&
    !element.closest('[aria-hidden=true],[inert]')
  )
}

/** All that match one of the selectors, which hold no comma themselves: one after the other they are several times as fast as a list. */
export const all = <T extends Element>(selectors: string, root: ParentNode): T[] =>
  selectors.split(',').flatMap((selector) => [...root.querySelectorAll<T>(selector)])

export const firstSeen = (selectors: string, root: ParentNode): Element | undefined => all(selectors, root).find(seen)

/** An element in short, for `explain()`: `dialog#cart`, `div.banner`. Nothing that a visitor wrote. */
export const nameOf = (element: Element): string => {
  const id = element.getAttribute('id')
  const [first] = element.classList
  return (element.localName + (id ? `#${id}` : first ? `.${first}` : '')).slice(0, 60)
}
