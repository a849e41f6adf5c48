/**
 * Whether the card is looked at: `seen` once half of it has been in view on a visible page. Gives a function: milliseconds it has been on a
 * visible page so far. Called once the element is out of the page it also takes everything down.
 */
export const watchPresence = (element: Element, seen: () => void): (() => number) => {
  let soFarMs = 0
  let since = 0
  let isSeen = false
  const observer = new IntersectionObserver(
    ([entry]) => {
      // Taken away by the page: what it was in view ends now.
      if (!element.isConnected) visibleMs()
      if (isSeen || (entry as IntersectionObserverEntry).intersectionRatio < 0.5) return
      isSeen = true
      seen()
    },
    { threshold: 0.5 },
  )
  const visibleMs = () => {
    const now = performance.now()
    soFarMs += since && now - since
    since = document.hidden || !element.isConnected ? 0 : now
    // Observing anew reports anew: the page may have been hidden when half of the card came into view.
    observer.disconnect()
    if (since) observer.observe(element)
    if (!element.isConnected) document.removeEventListener('visibilitychange', visibleMs)
    return soFarMs
  }
  // First: where the page has an observer that throws, nothing is left behind.
  visibleMs()
  document.addEventListener('visibilitychange', visibleMs)
  return visibleMs
}
