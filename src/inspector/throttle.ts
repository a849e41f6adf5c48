/** Calls `fn` soon after it is asked for, never twice within `gapMs`, and once more for what was asked meanwhile. */
export const createThrottle = (fn: () => void, gapMs: number) => {
  let last = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    ask() {
      timer ??= setTimeout(
        () => {
          timer = undefined
          last = performance.now()
          fn()
        },
        Math.max(0, last + gapMs - performance.now()),
      )
    },
    stop() {
      clearTimeout(timer)
      timer = undefined
    },
  }
}
