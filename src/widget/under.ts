/** So close are the points that are looked at, pixels: what is smaller than a button may be missed. */
const STEP = 32

/**
 * What lies under the card and must not: the element with the focus (WCAG 2.4.11), or what is fixed to the window, such as a buy bar, a
 * cookie bar, a chat button. What fills half of the window is the page itself.
 */
export const under = (host: Element): Element | undefined => {
  const { left, top, right, bottom } = host.getBoundingClientRect()
  const focused = document.activeElement ?? host
  const box = focused.getBoundingClientRect()
  const found = new Set(box.left < right && box.right > left && box.top < bottom && box.bottom > top ? [focused] : [])
  for (let x = left + 16; x < right; x += STEP)
    for (let y = top + 16; y < bottom; y += STEP) for (const element of document.elementsFromPoint(x, y)) found.add(element)
  return [...found].find(
    (element) =>
      !/^(body|peakend-.+)$/.test(element.localName) &&
      (element === focused || /fixed|sticky/.test(getComputedStyle(element).position)) &&
      element.clientWidth * element.clientHeight * 2 < innerWidth * innerHeight,
  )
}
