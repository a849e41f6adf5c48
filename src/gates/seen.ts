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

/** The first element that can be seen. A selector this browser does not know matches nothing: `:is()` forgives. */
export const firstSeen = (selectors: string, root: ParentNode): Element | undefined =>
  [...root.querySelectorAll(`:is(${selectors})`)].find(seen)

/** An element in short, for `explain()`: `dialog#cart`, `div.banner`. Nothing that a visitor wrote. */
export const nameOf = (element: Element): string => {
  const id = element.getAttribute('id')
  const [first] = element.classList
  return (element.localName + (id ? `#${id}` : first ? `.${first}` : '')).slice(0, 60)
}
