/** What may change a decision and is no moment: focus, visibility, dialogs, other tabs, the fragment. Passes each on; returns its stop. */
const types = ['focusin', 'focusout', 'visibilitychange', 'close', 'storage', 'hashchange', 'online', 'offline'] as const

export const onPageChange = (changed: () => void): (() => void) => {
  const ears = new AbortController()
  for (const type of types) addEventListener(type, () => changed(), { capture: true, passive: true, signal: ears.signal })
  return () => ears.abort()
}
