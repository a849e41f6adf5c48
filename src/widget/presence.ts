/** Whether the card is looked at: `seen` once half of it has been in view on a visible page; how long it has been there. */
export const watchPresence = (element: Element, seen: () => void): { visibleMs: () => number; stop: () => void } => {
  let soFarMs = 0
  let since = 0
  let isSeen = false
  const observer = new IntersectionObserver(
    ([entry]) => {
      if (isSeen || (entry as IntersectionObserverEntry).intersectionRatio < 0.5) return
      isSeen = true
      seen()
    },
    { threshold: 0.5 },
  )
  /** Observing anew reports anew: the page may have been hidden when half of the card came into view. */
  const visibleMs = () => {
    const now = performance.now()
    soFarMs += since && now - since
    since = document.hidden || !element.isConnected ? 0 : now
    observer.disconnect()
    if (since) observer.observe(element)
    return soFarMs
  }
  document.addEventListener('visibilitychange', visibleMs)
  visibleMs()
  return {
    visibleMs,
    /** To be called once the element is out of the page. */
    stop: () => {
      visibleMs()
      document.removeEventListener('visibilitychange', visibleMs)
    },
  }
}
