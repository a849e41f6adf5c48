/** The gates chunk: loaded when a trigger is met, it decides whether the survey may be asked. Nothing decides before something happened. */
import { compete } from '../gates/compete'
import { decide, result } from '../gates/decide'
import { isInteraction } from '../gates/frequency'
import { quiet } from '../gates/quiet'
import { subjects } from '../gates/subjects'
import { RESPONDENT_MS, settled } from '../survey/clocks'
import type { Survey } from '../survey/config'
import { shortHash } from '../survey/hash'
import { holds } from '../survey/holds'
import { soundPersonas, vet } from '../survey/vet'
import type { Gates, Shared } from './shared'

export const start = (shared: Shared): Gates => {
  const { memory, surveys, reserved, emit } = shared
  const personas = soundPersonas(shared.config.personas)
  const vetted = new Set<Survey>()
  let again: ReturnType<typeof setTimeout> | undefined
  shared.stops.push(() => clearTimeout(again))

  /** Now, or the time the inspector pretends. */
  const now = () => Date.now() + (shared.pretend?.laterMs ?? 0)
  /** What compiling left: a survey that is not sound is taken out, and told. */
  const sound: Gates['sound'] = (survey) => {
    try {
      if (!vetted.has(survey)) vet(survey, personas)
      vetted.add(survey)
      return true
    } catch {
      surveys.delete(survey.id)
      shared.report()
      return false
    }
  }
  // A reserved one is looked at whenever another is judged.
  const holders = reserved.filter(sound)

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
    const find = subjects({
      traits: shared.traits,
      moment,
      extra: { ...extra, ...shared.pretend?.context },
      personas,
      events,
      visits,
      now: now(),
    })
    const pretended = shared.pretend?.personas
    return pretended ? (kind, name, ...more) => (kind === 'persona' ? pretended.includes(name) : find(kind, name, ...more)) : find
  }
  const suppress: Gates['suppress'] = (survey, gates) => {
    emit('suppressed', { survey, gates: gates.filter(({ pass }) => !pass) })
    return null
  }
  /** The memory of asking, as of now. */
  const showings = () => {
    const { log = [] } = memory.get()
    const current = settled(log, Date.now())
    if (current !== log) memory.set({ log: current })
    return current
  }
  const judge: Gates['judge'] = (survey, moment, key, log = showings()) =>
    decide({
      survey,
      reserved: holders,
      log,
      key,
      now: now(),
      level: shared.level(),
      lookup: lookup(moment),
      respondent: device(),
      visit: memory.get().n ?? 1,
    })
  const free = () => {
    shared.tidy?.()
    return result('open', !!shared.open && ['busy', { open: shared.open }])
  }
  const page: Gates['page'] = () => [free(), result('quiet', quiet(document)), result('budget', false)]
  /** Identifier-free: how often each survey was triggered and got so far: 0 triggered, 1 eligible, 2 sampled. */
  const count = (survey: string, reached: number) => {
    if (shared.level() === 'none' || navigator.globalPrivacyControl) return
    const { counts } = memory.get()
    const key = `${new Date().toISOString().slice(0, 10)} ${survey}`
    memory.set({ counts: { ...counts, [key]: [0, 1, 2].map((stage) => (counts?.[key]?.[stage] ?? 0) + +(stage <= reached)) } })
  }
  const present: Gates['present'] = async (asked) => {
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
    sound,
    personas,
    isInteraction,
    holds,
    shortHash,
    settled,
    /** Takes what is ripe, shows the one that wins, and tells about those that do not show. */
    compete() {
      const { due = [] } = memory.get()
      for (const { s } of due) {
        const survey = surveys.get(s)
        if (survey) sound(survey)
      }
      const { kept, againAt, winner, refused, reached } = compete({
        due,
        surveys,
        now: Date.now(),
        place: location,
        open: free(),
        page: (survey) => page(survey).slice(1) as never,
        judge,
        lookup,
      })
      // Taken off before anything shows, so that nothing can present it twice.
      if (due[0]) memory.set({ due: kept })
      for (const each of reached) count(...each)
      for (const each of refused) suppress(...each)
      clearTimeout(again)
      if (againAt < Infinity) again = setTimeout(shared.look, againAt - Date.now())
      if (winner) present({ ...winner, moment: winner.due.m, resume: winner.due.r })
    },
  }
}
