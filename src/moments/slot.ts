import type { LazyWatch, TriggerOf } from './types'

/** Of a slot, for the survey it names: nothing yet, it was called for, its card is in it, nothing will come any more. */
interface State {
  readonly survey: string
  is: 'empty' | 'called' | 'filled' | 'over'
}

/**
 * The page keeps a place for a survey, `<peakend-slot survey="id">`, also one that comes later: when it comes into view, the survey is
 * called for. Its room is the page's to reserve. Once nothing will come into it any more it is given up, never before eyes: nothing moves.
 */
export const slot: LazyWatch<TriggerOf<'slot'>> = (listeners, happened, { on, fail }) => {
  const slots = document.getElementsByTagName('peakend-slot') as HTMLCollectionOf<HTMLElement>
  const states = new Map<HTMLElement, State>()
  let frame: number | undefined

  /** Below the window, or above it where browsers keep what is looked at in its place, it moves nothing. */
  const fold = (slot: HTMLElement) => {
    const { top, bottom } = slot.getBoundingClientRect()
    if (states.get(slot)?.is === 'over' && (top >= innerHeight || (bottom <= 0 && CSS.supports('overflow-anchor', 'auto'))))
      slot.style.setProperty('display', 'none', 'important')
  }
  const view = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const state = states.get(target as HTMLElement)
      if (!isIntersecting) fold(target as HTMLElement)
      else if (state?.is === 'empty') {
        const met = listeners.filter(({ survey }) => survey.id === state.survey)
        state.is = met[0] ? 'called' : 'over'
        if (met[0]) happened({ type: 'slot', name: state.survey }, met)
      }
    }
  })
  const look = () => {
    frame = undefined
    for (const [slot, { survey }] of states) {
      if (slot.isConnected && slot.getAttribute('survey') === survey) continue
      view.unobserve(slot)
      states.delete(slot)
    }
    for (const slot of slots) {
      const state = states.get(slot)
      if (!state) {
        states.set(slot, { survey: `${slot.getAttribute('survey')}`, is: 'empty' })
        view.observe(slot)
      } else if (slot.querySelector('peakend-card')) state.is = 'filled'
      else if (state.is === 'filled') {
        state.is = 'over'
        fold(slot)
      }
    }
  }
  /** A page may have observers that throw: the watch is over, and says why. */
  const tryToLook = () => {
    try {
      look()
    } catch (error) {
      stop()
      fail('internal', error)
    }
  }
  const changes = new MutationObserver(() => (frame ??= requestAnimationFrame(tryToLook)))
  // Not by the window's events, which any script may send.
  const off = on('suppressed', ({ survey }) => {
    for (const [slot, state] of states)
      if (state.survey === survey && state.is === 'called') {
        state.is = 'over'
        fold(slot)
      }
  })
  changes.observe(document, { childList: true, subtree: true, attributeFilter: ['survey'] })
  const stop = () => {
    off()
    changes.disconnect()
    view.disconnect()
    cancelAnimationFrame(frame ?? 0)
  }
  tryToLook()
  return stop
}
