/**
 * Loaded before everything else, for whoever tries the shop: another day, and a connection that is gone. A shop of your own has nothing
 * of the kind.
 */
const OFFSET = 'trial-clock'
const OFFLINE = 'trial-offline'

export interface World {
  /** How far the page's clock is ahead, milliseconds. */
  readonly aheadMs: number
  readonly isOffline: boolean
  /** Moves the clock; the next page has it from the start. */
  readonly ahead: (ms: number) => void
  readonly offline: (isOffline: boolean) => void
}

/** Storage may be denied; then the world is as it is. */
const read = (storage: () => Storage, key: string): string => {
  try {
    return storage().getItem(key) ?? ''
  } catch {
    return ''
  }
}
const aheadMs = Number(read(() => localStorage, OFFSET)) || 0
let isOffline = read(() => sessionStorage, OFFLINE) === 'yes'

if (aheadMs > 0) {
  const Real = Date
  const now = () => Real.now() + aheadMs
  window.Date = new Proxy(Real, {
    construct: (_, given, newTarget) => Reflect.construct(Real, given.length > 0 ? given : [now()], newTarget),
    apply: () => new Real(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  })
}

const online = window.fetch.bind(window)
window.fetch = (input, init) => {
  if (!isOffline) return online(input, init)
  // As a browser without a connection does it: what it has kept it still gives, to those who ask for it.
  if (init?.cache === 'force-cache') return online(input, { ...init, cache: 'only-if-cached', mode: 'same-origin' })
  return Promise.reject(new TypeError('Failed to fetch'))
}
const beacon = navigator.sendBeacon.bind(navigator)
navigator.sendBeacon = (url, body) => !isOffline && beacon(url, body)
const reallyOnline = Object.getOwnPropertyDescriptor(Navigator.prototype, 'onLine')
Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => !isOffline && (reallyOnline?.get?.call(navigator) ?? true) })

const world: World = {
  aheadMs,
  get isOffline() {
    return isOffline
  },
  ahead: (ms) => localStorage.setItem(OFFSET, String(ms)),
  offline: (next) => {
    isOffline = next
    sessionStorage.setItem(OFFLINE, next ? 'yes' : 'no')
    dispatchEvent(new Event(next ? 'offline' : 'online'))
  },
}
Object.assign(window, { trialWorld: world })
