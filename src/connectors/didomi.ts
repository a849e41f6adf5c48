import { levelOf, type Platform } from './types'

interface Didomi {
  getRequiredVendorIds(): readonly string[]
  isConsentRequired(): boolean
  getObservableOnUserConsentStatusForVendor(vendor: string): {
    subscribe(fn: (status: boolean | undefined) => void): { unsubscribe?(): void } | undefined
  }
}
const page = () => window as { Didomi?: unknown; didomiConfig?: unknown; didomiOnReady?: ((didomi: Didomi) => void)[] }

/** The id of a vendor that a team added: as named, or as Didomi makes it of a name (`peakend` → `c:peakend-x7Gh2`). */
export const vendorOf = (ids: readonly string[], name: string): string | undefined =>
  ids.find((id) => id === name || id === `c:${name}` || id.startsWith(`c:${name}-`))

/** Didomi, by its programmatic API: https://developers.didomi.io/cmp/web-sdk/third-parties/programmatic-api */
export const didomi: Platform = {
  isHere: () => page().Didomi || page().didomiConfig || page().didomiOnReady,
  listen(say, name) {
    let isOver = false
    let stop: (() => void) | undefined
    const ready = (didomi: Didomi) => {
      const vendor = vendorOf(didomi.getRequiredVendorIds(), name)
      if (isOver) return
      if (!vendor) return say(null)
      if (!didomi.isConsentRequired()) return say('persistent')
      const subscription = didomi.getObservableOnUserConsentStatusForVendor(vendor).subscribe((status) => {
        if (!isOver && status !== undefined) say(levelOf(status))
      })
      stop = () => subscription?.unsubscribe?.()
    }
    const waiting = (page().didomiOnReady ??= [])
    waiting.push(ready)
    return () => {
      isOver = true
      stop?.()
    }
  },
}
