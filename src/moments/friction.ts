import type { FrictionKind, FrictionTrigger } from '../survey/config'
import { eachPage, isHere } from './each-page'
import { deadClick } from './friction/dead-click'
import { failedSubmit } from './friction/failed-submit'
import { pageError } from './friction/page-error'
import { rageClick } from './friction/rage-click'
import type { WatchFriction } from './friction/types'
import { inView } from './in-view'
import type { LazyWatch, Listener, TriggerOf } from './types'
import { firstThisVisit } from './visit'

/** Without `empty-search`, which knows the element to look for. */
const kinds: Readonly<Record<Exclude<FrictionKind, 'empty-search'>, WatchFriction>> = {
  'rage-click': rageClick,
  'dead-click': deadClick,
  'failed-submit': failedSubmit,
  'page-error': pageError,
}
const wants = ({ kinds }: FrictionTrigger, kind: FrictionKind) => !kinds || kinds.includes(kind)

/** Something went wrong for the visitor: each kind at most once a page (an empty search once for each selector); only those asked for are watched. */
export const friction: LazyWatch<TriggerOf<'friction'>> = (listeners, happened, around) =>
  eachPage(listeners, around, (here, isLoad) => {
    const stops: (() => void)[] = []
    const watch = (name: FrictionKind, waiting: readonly Listener<FrictionTrigger>[], start: WatchFriction) => {
      if (!waiting[0]) return
      let isOver = false
      let stop: (() => void) | undefined
      const felt = () => {
        const met = waiting.filter(isHere)
        if (isOver || !met[0]) return
        isOver = true
        stop?.()
        happened({ type: 'friction', name }, met)
      }
      stop = start(felt, (what) => firstThisVisit(around, what), isLoad)
      // It may have been felt at once.
      if (isOver) stop()
      stops.push(stop)
    }
    for (const [name, start] of Object.entries(kinds) as [keyof typeof kinds, WatchFriction][])
      watch(
        name,
        here.filter(({ trigger }) => wants(trigger, name)),
        start,
      )
    const searches = here.filter(({ trigger }) => trigger.selector && wants(trigger, 'empty-search'))
    // Half of it for a second, as an element that is `visible`.
    for (const selector of new Set(searches.map(({ trigger }) => `${trigger.selector}`)))
      watch(
        'empty-search',
        searches.filter(({ trigger }) => trigger.selector === selector),
        (felt) => inView(selector, 0.5, 1, felt, (error) => around.fail('internal', error)),
      )
    return () => {
      for (const stop of stops) stop()
    }
  })
