import { byId, dataOf } from './dom'
import { peakend } from './peakend'

const DAY_MS = 864e5

/** What the page says of its customer. */
interface Customer {
  readonly id: string
  readonly firstName: string
  readonly orders: number
  readonly since: string
  readonly returnInProgress: boolean
}

/** Who the visitor is, in the words the audience of a survey uses. Days are counted here, so that a clock that was moved counts. */
export const identify = (): void => {
  const found = dataOf(byId('customer')) as Customer | null
  if (!found) return
  const { id, firstName, orders, since, returnInProgress } = found
  const days = Math.floor((Date.now() - Date.parse(since)) / DAY_MS)
  peakend('identify', id, { firstName, orders, customerDays: days, daysSinceFirstOrder: days, returnInProgress })
}

/** Peakend reads the moments a page declares when the page is loaded; what client-side navigation brings the shop tells itself. */
export const trackDeclared = (main: Element): void => {
  for (const script of main.querySelectorAll('script[data-peakend=track]')) {
    const { event, props } = dataOf(script) as { event: string; props: unknown }
    peakend('track', event, props)
  }
}
