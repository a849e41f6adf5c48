/** The shop's own consent banner, and how Peakend hears of the choice. */
import { byId } from './dom'
import { page } from './peakend'

const listeners = new Set<(level: string) => void>()

const current = (): string | undefined => document.documentElement.dataset['consent']

const buttons = (): NodeListOf<HTMLButtonElement> => document.querySelectorAll('[data-consent-form] button[aria-pressed]')

/** Puts the banner away and tells whoever listens; nothing is loaded anew. */
const apply = (level: string): void => {
  document.documentElement.dataset['consent'] = level
  const banner = byId('consent')
  const hadFocus = banner?.contains(document.activeElement)
  if (banner) banner.hidden = true
  if (hadFocus) byId('main')?.focus({ preventScroll: true })
  for (const button of buttons()) button.setAttribute('aria-pressed', String(button.value === level))
  for (const tell of listeners) tell(level)
  dispatchEvent(new Event('shop:consent'))
}

/** Keeps the choice, and lives by it from now on. */
export const chooseConsent = (level: string): void => {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is younger than the browsers this shop is for.
  document.cookie = `shop-consent=${level}; path=/; max-age=${182 * 24 * 3600}; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`
  apply(level)
}

/** Before Peakend starts, so that it finds whom to ask. */
export const offerConsent = (): void => {
  page.peakendConsent = (set) => {
    const told = current()
    if (told) set(told)
    listeners.add(set)
    return () => listeners.delete(set)
  }
  document.addEventListener('submit', (event) => {
    const { target, submitter } = event
    if (!(target instanceof HTMLFormElement && 'consentForm' in target.dataset && submitter instanceof HTMLButtonElement)) return
    event.preventDefault()
    chooseConsent(submitter.value)
  })
  // A page that comes back, from whatever cache, does not know what was chosen since.
  addEventListener('pageshow', () => {
    const [, level] = /(?:^|; )shop-consent=(\w+)/.exec(document.cookie) ?? []
    if (level && level !== current()) apply(level)
  })
}
