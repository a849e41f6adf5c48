import type { Platform, Say } from './types'

const page = () => window as { peakendConsent?: (set: Say) => unknown }

/** `window.peakendConsent = (set) => { set('persistent'); … }`: the page calls `set` now and whenever the choice changes. It may return its stop. */
export const own: Platform = {
  isHere: () => page().peakendConsent,
  listen(say) {
    const stop = page().peakendConsent?.(say)
    return () => {
      if (typeof stop === 'function') stop()
    }
  },
}
