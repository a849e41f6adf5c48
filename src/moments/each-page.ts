import type { PlaceBase, Trigger } from '../survey/config'
import { matchesPlace } from '../survey/pattern'
import type { Around, Listener } from './types'

/** Triggers that belong to pages. */
export type PlacedTrigger = Extract<Trigger, { on: 'visible' | 'scroll' | 'exit' | 'dwell' | 'idle' | 'friction' }>

/** Whether a listener belongs to the page that is open. */
export const isHere = ({ trigger }: { readonly trigger: PlaceBase }): boolean => matchesPlace(trigger, location)

/** Calls `changed` when the fragment is another one, by the Navigation API where there is one: it hears `pushState` too. */
const onFragment = (changed: () => void) => {
  const { navigation } = window as { navigation?: EventTarget }
  const [target, type] = navigation ? [navigation, 'currententrychange'] : [window, 'hashchange']
  let { hash } = location
  const look = () => {
    if (hash === location.hash) return
    hash = location.hash
    changed()
  }
  target.addEventListener(type, look)
  return () => target.removeEventListener(type, look)
}

/**
 * Starts with the listeners of the page that is open, and anew on each page that follows by client-side navigation; where none
 * belongs, nothing is started. `isLoad`: the page came with the document. Where a pattern names a fragment, fragments are pages.
 */
export const eachPage = <T extends PlacedTrigger>(
  listeners: readonly Listener<T>[],
  { onNavigate }: Around,
  start: (here: readonly Listener<T>[], isLoad: boolean) => () => void,
): (() => void) => {
  let stop: (() => void) | undefined
  const open = (isLoad: boolean) => {
    stop?.()
    const here = listeners.filter(isHere)
    stop = here[0] && start(here, isLoad)
  }
  const turn = () => open(false)
  const hasFragments = listeners.some(({ trigger: { path, not } }) => JSON.stringify([path, not]).includes('#'))
  const offs = [onNavigate(turn), hasFragments ? onFragment(turn) : undefined]
  open(true)
  return () => {
    for (const off of offs) off?.()
    stop?.()
    stop = undefined
  }
}
