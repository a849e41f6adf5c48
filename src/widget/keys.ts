const radiosOf = (root: ShadowRoot) => [...root.querySelectorAll<HTMLElement>('[role=radio]')]

/** One tab stop per group of radio buttons: where the focus is, else the choice, else the first (ARIA APG, radio group). */
export const rove = (root: ShadowRoot): void => {
  const radios = radiosOf(root)
  const stop = radios.find((radio) => radio === root.activeElement) ?? radios.find((radio) => radio.matches('[aria-checked=true]')) ?? radios[0]
  for (const radio of radios) radio.tabIndex = radio === stop ? 0 : -1
}

/**
 * Arrows, Home and End move the focus and choose nothing (DESIGN.md, Choosing): a scale point is stored the moment it is chosen, so
 * looking around must not choose. With a modifier the key belongs to the browser (Alt+← goes back a page).
 */
export const move = (event: KeyboardEvent, root: ShadowRoot, forward: number): void => {
  const radios = radiosOf(root)
  const at = radios.indexOf(event.target as HTMLElement)
  const by = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -forward, ArrowRight: forward, Home: -at, End: -1 - at }[event.key]
  if (at < 0 || by === undefined || event.altKey || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  radios.at((at + by) % radios.length)?.focus()
}
