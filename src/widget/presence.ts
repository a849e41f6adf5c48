/** Whether the card is looked at: `appeared` at its first frame, `seen` once half of it was in view on a visible page. */
export const watchPresence = (element: Element, appeared?: () => void, seen?: () => void): { visibleMs: () => number; stop: () => void } => {
  let soFarMs = 0
  let since = 0
  const observer = new IntersectionObserver(
    ([entry]) => {
      appeared?.()
      appeared = undefined
      if (document.hidden || (entry as IntersectionObserverEntry).intersectionRatio < 0.5) return
      seen?.()
      seen = undefined
    },
    { threshold: 0.5 },
  )
  const visibleMs = () => {
    const now = performance.now()
    soFarMs += since && now - since
    since = document.hidden || !element.isConnected ? 0 : now
    return soFarMs
  }
  /** Observing anew reports anew: the page may have been hidden when half of the card came into view. */
  const turn = () => {
    visibleMs()
    observer.disconnect()
    observer.observe(element)
  }
  document.addEventListener('visibilitychange', turn)
  turn()
  return {
    visibleMs,
    /** To be called once the element is out of the page. */
    stop: () => {
      visibleMs()
      observer.disconnect()
      document.removeEventListener('visibilitychange', turn)
    },
  }
}
