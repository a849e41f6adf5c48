import { result } from '../gates/decide'
import { quiet } from '../gates/quiet'
import type { Decision, GateResult } from '../gates/types'
import { triggersOf } from '../survey/compile'
import type { Survey, Trigger } from '../survey/config'
import { shortHash } from '../survey/hash'
import type { MomentRef } from '../survey/wire'
import type { createMemory, Due } from './memory'
import { VISIT_MS } from './who'

/** Timers count in 32 bits: a longer delay would fire at once. Looked at again then. */
const MAX_DELAY_MS = 2e9

interface AgendaOptions {
  readonly memory: Pick<ReturnType<typeof createMemory>, 'get' | 'set'>
  readonly surveys: ReadonlyMap<string, Survey>
  readonly judge: (survey: Survey, moment: MomentRef, key: string | null) => Decision
  /** Passes while nothing is on its way to the screen or on it. */
  readonly free: () => GateResult
  /** A survey was triggered and got so far: 0 triggered, 1 eligible, 2 sampled. */
  readonly count: (survey: string, reached: number) => void
  readonly present: (due: Due, survey: Survey, trigger: Trigger, key: string | null) => void
  readonly suppress: (survey: string, gates: readonly GateResult[]) => void
}
interface Candidate {
  readonly due: Due
  readonly survey: Survey
  readonly trigger: Trigger
  readonly key: string | null
}

/**
 * What waits to be asked: for its delay, for a quiet moment, to be resumed after a navigation. It lives in the memory key, so
 * that it survives reloads. All that is ripe competes, and one is presented.
 */
export const createAgenda = ({ memory, surveys, judge, free, count, present, suppress }: AgendaOptions) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  /** A survey may have left the configuration since. */
  const find = (due: Due): Candidate | undefined => {
    const survey = surveys.get(due.s)
    const trigger = survey && triggersOf(survey)[due.i]
    const value = trigger && due.m.props?.[(trigger as { oncePer?: string }).oncePer ?? '']
    return trigger && { due, survey, trigger, key: value == null ? null : shortHash(`${value}`) }
  }

  /** The highest priority that every gate lets through shows. Returns those that wait for a quiet moment. */
  const compete = (ripe: readonly Due[]): Due[] => {
    const passing: Candidate[] = []
    for (const one of ripe) {
      const candidate = find(one)
      if (!candidate) continue
      const { pass, gates } = judge(candidate.survey, one.m, candidate.key)
      const reached = (gate: number) => gates.slice(0, gate).every((gate) => gate.pass)
      if (!one.c) count(one.s, +reached(4) + +reached(5))
      // What is resumed has been asked already: only whether it may still be asked counts.
      if (one.r ? reached(4) : pass) passing.push(candidate)
      else suppress(one.s, gates)
    }
    const [winner, ...others] = passing.sort((a, b) => (b.survey.priority ?? 0) - (a.survey.priority ?? 0))
    if (!winner) return []
    const { due, survey, trigger, key } = winner
    const silence = result('quiet', quiet(document))
    let refused = free()
    if (refused.pass && !silence.pass) {
      if (due.t > Date.now() - VISIT_MS) return passing.map(({ due }) => ({ ...due, c: true }))
      refused = silence
    }
    for (const { due } of others) suppress(due.s, [result('priority', ['outranked', { by: survey.id }])])
    if (refused.pass) present(due, survey, trigger, key)
    else suppress(survey.id, [refused])
    return []
  }

  /** Looks at what waits and at what is new: shows what is ripe, sets the one timer for the next. */
  const run = (fresh: readonly Due[] = []) => {
    clearTimeout(timer)
    const kept = memory.get().due ?? []
    const all = [...kept, ...fresh]
    const rest = all.filter(({ t }) => t > Date.now())
    const ripe = all.filter((due) => !rest.includes(due))
    // Taken off before anything shows, so that nothing in here can present it twice.
    if (kept[0] || rest[0]) memory.set({ due: rest })
    const waiting = compete(ripe)
    if (waiting[0]) memory.set({ due: [...rest, ...waiting] })
    if (rest[0]) timer = setTimeout(run, Math.min(MAX_DELAY_MS, ...rest.map(({ t }) => t - Date.now())))
  }
  return {
    run,
    /** Something changed that may end the wait. Not inside the page's own event: focus has left but not yet arrived. */
    look: () => {
      if (memory.get().due?.[0]) setTimeout(run)
    },
    /** Calls off what a tracked event cancels. */
    cancel(event: string) {
      const { due } = memory.get()
      if (due?.[0])
        memory.set({ due: due.filter((one) => !(find(one)?.trigger as { cancelOn?: string[] } | undefined)?.cancelOn?.includes(event)) })
    },
    stop: () => clearTimeout(timer),
  }
}
