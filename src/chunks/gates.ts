/** The gates chunk: loaded when a trigger is met, it decides whether the survey may be asked. Nothing decides before something happened. */
import { decide, result } from '../gates/decide'
import { isInteraction } from '../gates/frequency'
import { quiet } from '../gates/quiet'
import { subjects } from '../gates/subjects'
import { RESPONDENT_MS, settled } from '../survey/clocks'
import { triggersOf } from '../survey/compile'
import type { EventTrigger, Survey, Trigger } from '../survey/config'
import { shortHash } from '../survey/hash'
import { holds } from '../survey/holds'
import type { MomentRef } from '../survey/wire'
import type { Asked, Gates, Shared } from './shared'

/** A question waits for a quiet moment no longer than a visit may pause. */
const PATIENCE_MS = 18e5

/** What `oncePer` tells apart: a hash of the value of that property; nothing where there is none. */
const keyOf = (trigger: Trigger, { props = {} }: MomentRef): string | undefined => {
  const { oncePer } = trigger as Partial<EventTrigger>
  const value = oncePer && Object.hasOwn(props, oncePer) ? props[oncePer] : null
  return value == null ? undefined : shortHash(`${value}`)
}

export const start = (shared: Shared): Gates => {
  const { memory, surveys, emit } = shared

  /** The random id of this device (session, page): what samples are drawn from. */
  const device = (): string => {
    const { r, rt = 0 } = memory.get()
    if (r && Date.now() < rt + RESPONDENT_MS) return r
    const fresh = crypto.getRandomValues(new Uint32Array(4)).join('-')
    memory.set({ r: fresh, rt: Date.now() })
    return fresh
  }
  const lookup: Gates['lookup'] = (moment, extra) => {
    const { n: visits = 1, ev: events = {} } = memory.get()
    return subjects({ traits: shared.traits, moment, extra, personas: shared.config.personas ?? [], events, visits, now: Date.now() })
  }
  const suppress: Gates['suppress'] = (survey, gates) => {
    emit('suppressed', { survey, gates: gates.filter(({ pass }) => !pass) })
    return null
  }
  /** The memory of asking, as of now. */
  const showings = () => {
    const { log = [] } = memory.get()
    const now = settled(log, Date.now())
    if (now !== log) memory.set({ log: now })
    return now
  }
  const judge: Gates['judge'] = (survey, moment, key, log = showings()) =>
    decide({
      survey,
      reserved: shared.reserved,
      log,
      key,
      now: Date.now(),
      level: shared.level(),
      lookup: lookup(moment),
      respondent: device(),
      visit: memory.get().n ?? 1,
    })
  const page: Gates['page'] = () => {
    shared.tidy?.()
    return [result('open', !!shared.open && ['busy', { open: shared.open }]), result('quiet', quiet(document))]
  }
  /** Identifier-free: how often each survey was triggered and got so far: 0 triggered, 1 eligible, 2 sampled. */
  const count = (survey: string, reached: number) => {
    if (shared.level() === 'none' || navigator.globalPrivacyControl) return
    const { counts } = memory.get()
    const key = `${new Date().toISOString().slice(0, 10)} ${survey}`
    memory.set({ counts: { ...counts, [key]: [0, 1, 2].map((stage) => (counts?.[key]?.[stage] ?? 0) + +(stage <= reached)) } })
  }
  const present = async (asked: Asked) => {
    const over = () => {
      shared.open = ''
      shared.look()
    }
    shared.open = asked.survey.id
    const id = await shared
      .chunk('ask')
      .then((ask) => ask.present(asked, over))
      .catch((error) => {
        if (error) shared.fail('not-shown', error)
        return null
      })
    if (!id) over()
    return id
  }

  return {
    device,
    lookup,
    judge,
    suppress,
    page,
    present,
    isInteraction,
    holds,
    shortHash,
    settled,
    /** Takes what is ripe. The highest priority that every gate lets through shows; what waits for a quiet moment goes back. */
    compete() {
      const all = memory.get().due ?? []
      const kept = all.filter(({ t }) => t > Date.now())
      const [free, silence] = page()
      const passing: (readonly [(typeof all)[number], Survey])[] = []
      for (const due of all) {
        const survey = surveys.get(due.s)
        const trigger = survey && triggersOf(survey)[due.i]
        // Not ripe, or no longer in the configuration.
        if (kept.includes(due) || !trigger) continue
        if ('where' in trigger && trigger.where && !holds(trigger.where, lookup(due.m))) continue
        if (free.pass && !silence.pass) {
          if (due.t > Date.now() - PATIENCE_MS) kept.push(due)
          else suppress(due.s, [silence])
          continue
        }
        const { gates } = judge(survey, due.m, keyOf(trigger, due.m))
        // In the order of the gates: four say who is eligible, the fifth who is sampled.
        const [eligible, sampled, passed] = [4, 5, 9].map((end) => gates.slice(0, end).every(({ pass }) => pass))
        // What is resumed has been asked already: only whether it may still be asked counts.
        if (!due.r) count(due.s, +!!eligible + +!!sampled)
        if (due.r ? eligible : passed) passing.push([due, survey])
        else suppress(due.s, gates)
      }
      // Taken off before anything shows, so that nothing can present it twice.
      if (all[0]) memory.set({ due: kept })
      passing.sort(([, a], [, b]) => (b.priority ?? 0) - (a.priority ?? 0))
      passing.forEach(([{ s, i, m, r }, survey], rank) => {
        const trigger = triggersOf(survey)[i]
        if (!rank && free.pass && trigger) present({ survey, trigger, moment: m, key: keyOf(trigger, m), resume: r })
        else suppress(s, [rank ? result('priority', ['outranked', { by: passing[0]?.[0].s ?? '' }]) : free])
      })
    },
  }
}
