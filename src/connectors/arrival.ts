/** 0.5 s, 1 s, 2 s, …, about two minutes in all: what loads beside the page is there by then. */
const FIRST_MS = 500
const LAST_MS = 64_000
/** What loads later waits for the visitor: for a touch of the page, or of the vendor's own frame, which takes the focus from the page. */
const SIGNS = ['pointerdown', 'blur']

/**
 * Hands over what a vendor's script defines, once: at once where it is there, else when it comes. Returns its stop. Whatever the vendor throws at
 * us goes nowhere.
 */
export const arrival = <T>(look: () => T | undefined, found: (api: T) => unknown): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let waitMs = FIRST_MS
  const stop = () => {
    clearTimeout(timer)
    for (const type of SIGNS) removeEventListener(type, check, true)
  }
  const check = () => {
    clearTimeout(timer)
    let api: T | undefined
    try {
      api = look()
      if (api) {
        stop()
        found(api)
      }
    } catch {}
    if (!api && waitMs <= LAST_MS) {
      timer = setTimeout(check, waitMs)
      waitMs *= 2
    }
  }
  for (const type of SIGNS) addEventListener(type, check, true)
  check()
  return stop
}
