import { result } from '../gates/decide'
import type { Decision, GateResult } from '../gates/types'
import { triggersOf } from '../survey/compile'
import type { Survey, Trigger } from '../survey/config'
import type { MomentRef } from '../survey/wire'
import type { createMemory, Due } from './memory'
import { VISIT_MS } from './who'

/** Timers count in 32 bits: a longer delay would fire at once. It is looked at again then. */
const MAX_DELAY_MS = 2e9

interface AgendaOptions {
  readonly memory: Pick<ReturnType<typeof createMemory>, 'get' | 'set'>
  readonly surveys: ReadonlyMap<string, Survey>
  readonly judge: (survey: Survey, moment: MomentRef, key?: string) => Decision
  /** Whether nothing is on its way to the screen or on it, and whether it is a quiet moment. */
  readonly page: () => readonly [free: GateResult, quiet: GateResult]
  /** A survey was triggered and got so far: 0 triggered, 1 eligible, 2 sampled. */
  readonly count: (survey: string, reached: number) => void
  readonly present: (due: Due, survey: Survey, trigger: Trigger) => void
  readonly suppress: (survey: string, gates: readonly GateResult[]) => void
}

/**
 * What waits to be asked: for its delay, for a quiet moment, to be resumed after a navigation. It lives in the memory key, so
 * that it survives reloads. All that is ripe competes, and one is presented.
 */
export const createAgenda = ({ memory, surveys, judge, page, count, present, suppress }: AgendaOptions) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const put = (due: readonly Due[]) => memory.set({ due })

  /** The highest priority that every gate lets through shows. Returns those that wait for a quiet moment. */
  const compete = (ripe: readonly Due[]): readonly Due[] => {
    const [free, quiet] = page()
    const passing: (readonly [Due, Survey])[] = []
    const waiting: Due[] = []
    for (const due of ripe) {
      const survey = surveys.get(due.s)
      // It may have left the configuration since.
      if (!survey) continue
      if (free.pass && !quiet.pass) {
        if (due.t > Date.now() - VISIT_MS) waiting.push(due)
        else suppress(due.s, [quiet])
        continue
      }
      const { gates } = judge(survey, due.m, due.k)
      // In the order of the gates: four say who is eligible, the fifth who is sampled.
      const [eligible, sampled, all] = [4, 5, 9].map((end) => gates.slice(0, end).every(({ pass }) => pass))
      // What is resumed has been asked already: only whether it may still be asked counts.
      if (!due.r) count(due.s, +!!eligible + +!!sampled)
      if (due.r ? eligible : all) passing.push([due, survey])
      else suppress(due.s, gates)
    }
    passing.sort(([, a], [, b]) => (b.priority ?? 0) - (a.priority ?? 0))
    passing.forEach(([due, survey], rank) => {
      const trigger = triggersOf(survey)[due.i]
      if (!rank && free.pass && trigger) present(due, survey, trigger)
      else suppress(due.s, [rank ? result('priority', ['outranked', { by: passing[0]?.[0].s ?? '' }]) : free])
    })
    return waiting
  }

  /** Looks at what waits and at what is new: shows what is ripe, sets the one timer for the next. */
  const run = (fresh: readonly Due[] = []) => {
    clearTimeout(timer)
    const kept = memory.get().due ?? []
    const ripe: Due[] = []
    const rest: Due[] = []
    for (const due of [...kept, ...fresh]) (due.t > Date.now() ? rest : ripe).push(due)
    // Taken off before anything shows, so that nothing in here can present it twice.
    if (kept[0] || rest[0]) put(rest)
    const waiting = compete(ripe)
    if (waiting[0]) put([...rest, ...waiting])
    if (rest[0]) timer = setTimeout(run, Math.min(MAX_DELAY_MS, ...rest.map(({ t }) => t - Date.now())))
  }
  return {
    run,
    /** Something changed that may end the wait. Not inside the page's own event: focus has left but not yet arrived. */
    look: () => memory.get().due?.[0] && setTimeout(run),
    /** Calls off what a tracked event cancels. */
    cancel(event: string) {
      const { due } = memory.get()
      if (due?.[0]) put(due.filter(({ x }) => !x?.includes(event)))
    },
    stop: () => clearTimeout(timer),
  }
}
