/** Hears events of the window in the capture phase, without holding the page up; returns its stop. */
export const hear = <E extends Event>(types: readonly string[], heard: (event: E) => void): (() => void) => {
  for (const type of types) addEventListener(type, heard as (event: Event) => void, { passive: true, capture: true })
  return () => {
    for (const type of types) removeEventListener(type, heard as (event: Event) => void, true)
  }
}
