/** How this shop speaks to Peakend: through the one global, like any site. */

/** An event of Peakend on `window`, as far as this shop reads it. */
export type PeakendEvent = CustomEvent<Readonly<Record<string, unknown>>>

interface Page {
  peakend?: ((...args: unknown[]) => unknown) & { q?: unknown }
  peakendConsent?: (set: (level: string) => void) => () => void
}
export const page = window as unknown as Page

/** Calls a method. Nothing happens, and nothing fails, where the script could not be loaded. */
export const peakend = (method: string, ...args: unknown[]): unknown => page.peakend?.(method, ...args)

/** Says that the script could not be loaded: buttons that would open a question then stay away. */
export const watchLoading = (): void =>
  addEventListener(
    'error',
    ({ target }) => {
      if (target instanceof HTMLScriptElement && target.dataset['endpoint']) document.documentElement.classList.add('no-peakend')
    },
    true,
  )
