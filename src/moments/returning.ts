import { tell } from './tell'
import type { LazyWatch, TriggerOf } from './types'
import { firstThisVisit, visitOf } from './visit'

/** A visitor came back: told on the first page of the visit that it sees, by load or, in a tab left open, by navigation. */
export const returning: LazyWatch<TriggerOf<'returning'>> = (listeners, happened, around) => {
  const look = () => {
    const now = visitOf(around)
    const met = listeners.filter(({ trigger: { visit = 2, daysAway = 0 } }) => now.visit >= visit && now.daysAway >= daysAway)
    if (met[0] && firstThisVisit(around, 'returning')) tell('returning', met, happened)
  }
  look()
  return around.onNavigate(look)
}
