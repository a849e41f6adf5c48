import type { Config } from '../survey/config'
import { touchpointsOf } from '../survey/journey'
import type { Answers, MomentRef } from '../survey/wire'
import { idle } from './idle'
import { type LookBackAround, lookBack, type Waiting } from './look-back'
import type { Around, Happened } from './types'

interface Told {
  readonly moment: MomentRef
  readonly shown: { readonly survey: string }
  readonly answered: { readonly survey: string; readonly answers: Answers }
}
/** What the journey needs of the page beside what every watcher may. */
export interface JourneyAround extends Pick<Around, 'onNavigate' | 'fail'>, Pick<LookBackAround, 'memory' | 'level' | 'surveys'> {
  readonly on: (<T extends keyof Told>(type: T, fn: (told: Told[T]) => unknown) => () => void) & Around['on']
  readonly config: Config
  /** What was tracked on this page before this watcher was there. */
  readonly calls?: readonly MomentRef[]
}

/** Tells the journey (`look-back.ts`) what happens on this page, and watches for the stillness that it waits for. */
export const journey = (listeners: readonly Waiting[], happened: Happened, around: JourneyAround): (() => void) => {
  const { memory, on, onNavigate, level, config, surveys, calls = [] } = around
  let stopIdle: (() => void) | undefined
  const { meetPage, waiting, still, hear, turn, shown, answered } = lookBack(listeners, happened, {
    memory,
    level,
    touchpoints: touchpointsOf(config),
    surveys,
    now: Date.now,
    path: () => location.pathname,
  })
  /** Watches for stillness anew where something waits for it. */
  const watch = () => {
    stopIdle?.()
    const all = waiting()
    stopIdle =
      all[0] &&
      idle(
        all.map(({ survey, trigger }) => ({ survey, trigger: { on: 'idle', seconds: trigger.idleSeconds ?? 0 }, of: trigger })),
        (_, met) => {
          for (const { of, survey } of met) {
            const found = all.find((one) => one.survey === survey && one.trigger === of)
            if (found) still(found)
          }
        },
        around,
      )
  }
  const heard = (moment: MomentRef) => {
    if (hear(moment)) watch()
  }
  const offs = [
    on('moment', heard),
    on('shown', ({ survey }) => shown(survey)),
    on('answered', ({ survey, answers }) => answered(survey, answers)),
    onNavigate(turn),
  ]
  // Agreed to on this very page, and left before anything else happened on it.
  addEventListener('pagehide', meetPage)
  turn()
  for (const moment of calls) heard(moment)
  watch()
  return () => {
    for (const off of offs) off()
    removeEventListener('pagehide', meetPage)
    stopIdle?.()
  }
}
