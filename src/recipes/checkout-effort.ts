import { recipe as checkoutCsat } from './checkout-csat'
import type { HelpOptions, Recipe } from './types'

export interface CheckoutEffortOptions extends HelpOptions {
  /** The part of respondents it is for, so that another survey may ask the others after an order. Default: all. */
  readonly split?: readonly [from: number, to: number]
}

/** How easy the checkout was (CES 2.0), at once: `checkout-csat` with the measure `effort`, under a name of its own. */
export const recipe: Recipe<CheckoutEffortOptions> = {
  name: 'checkout-effort',
  make(options, kit) {
    const { survey, ...more } = checkoutCsat.make({ ...options, measure: 'effort' }, kit)
    return { ...more, survey: { ...survey, id: 'checkout-effort' } }
  },
}
