/**
 * Calls `seen`, once, when so much of an element that matches was in view for so long without a break, the page itself in view. `share`
 * is that of the element, or of the window where the element is larger. What has no area or is made invisible is not in view. Of those
 * that match, the ones that are there when it looks; while there is none, and as long as one is invisible, changes of the page let it
 * look again, once a frame. `failed` is told what cannot be watched; then it has ended.
 */
export const inView = (
  selector: string,
  share: number,
  seconds: number,
  seen: () => void,
  failed: (error: unknown) => void,
): (() => void) => {
  const watched = new Map<Element, { readonly measure: () => void; readonly stop: () => void }>()
  let frame: number | undefined
  const soon = () => {
    if (!document.hidden) frame ??= requestAnimationFrame(tryToLook)
    else for (const { stop } of watched.values()) stop()
  }
  const changes = new MutationObserver(soon)
  const awaitChange = () => changes.observe(document, { childList: true, subtree: true, attributes: true })
  const sizes = new ResizeObserver(soon)

  const watch = (element: Element) => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let observer: IntersectionObserver | undefined
    const rest = () => {
      clearTimeout(timer)
      timer = undefined
    }
    const last = () => {
      timer = undefined
      if (element.checkVisibility?.({ checkOpacity: true, checkVisibilityCSS: true }) === false) awaitChange()
      else {
        end()
        seen()
      }
    }
    sizes.observe(element)
    return {
      /** By the size of now: an observer takes a share of the element only. */
      measure: () => {
        const { width, height } = element.getBoundingClientRect()
        // A whole element may be a fraction of a pixel short.
        const least = share * Math.min(1, innerWidth / width) * Math.min(1, innerHeight / height) * 0.99
        observer?.disconnect()
        observer = new IntersectionObserver(
          (entries) => {
            const ratio = entries.at(-1)?.isIntersecting && width * height && entries.at(-1)?.intersectionRatio
            if (!ratio || ratio < least) rest()
            else timer ??= setTimeout(last, seconds * 1000)
          },
          { threshold: least },
        )
        observer.observe(element)
      },
      stop: () => {
        rest()
        observer?.disconnect()
      },
    }
  }
  const look = () => {
    frame = undefined
    if (document.hidden) return
    const found = new Set(document.querySelectorAll(selector))
    for (const [element, { stop }] of watched)
      if (!found.has(element)) {
        stop()
        sizes.unobserve(element)
        watched.delete(element)
      }
    if (found.size) changes.disconnect()
    else awaitChange()
    for (const element of found) {
      const one = watched.get(element) ?? watch(element)
      watched.set(element, one)
      one.measure()
    }
  }
  /** A page may have observers that throw: the watch is over, and says why. */
  const tryToLook = () => {
    try {
      look()
    } catch (error) {
      end()
      failed(error)
    }
  }
  const end = () => {
    changes.disconnect()
    sizes.disconnect()
    cancelAnimationFrame(frame ?? 0)
    removeEventListener('resize', soon)
    document.removeEventListener('visibilitychange', soon)
    for (const { stop } of watched.values()) stop()
  }
  addEventListener('resize', soon)
  document.addEventListener('visibilitychange', soon)
  tryToLook()
  return end
}
