/**
 * Arrows, Home and End move the focus and choose nothing (DESIGN.md, Choosing): a scale point is stored the moment it is chosen, so
 * looking around must not choose. With a modifier the key belongs to the browser (Alt+← goes back a page). Each group has one tab
 * stop: where the focus is, else the choice, else the first (ARIA APG, radio group).
 */
export const rove = (root: ShadowRoot, forward: number, event?: KeyboardEvent): void => {
  for (const group of root.querySelectorAll('[role=radiogroup]')) {
    const radios = [...group.querySelectorAll<HTMLElement>('[role=radio]')]
    const at = radios.indexOf(root.activeElement as HTMLElement)
    const by = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -forward, ArrowRight: forward, Home: -at, End: -1 - at }[event?.key as string]
    if (event && by !== undefined && at >= 0 && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      // The focus comes back here as an event and moves the tab stop.
      radios.at((at + by) % radios.length)?.focus()
      return
    }
    const stop = radios[at] ?? radios.find((radio) => radio.matches('[aria-checked=true]')) ?? radios[0]
    for (const radio of radios) radio.tabIndex = radio === stop ? 0 : -1
  }
}
