/** The gates chunk: loaded when a trigger is met, it decides whether the survey may be asked. Nothing decides before something happened. */
import { compete } from '../gates/compete'
import { decide, isEligible, result } from '../gates/decide'
import { isInteraction } from '../gates/frequency'
import { modal } from '../gates/modal'
import { free } from '../gates/open'
import { createQuiet } from '../gates/quiet'
import { subjects } from '../gates/subjects'
import { asVariant, variantOf } from '../gates/variant'
import { RESPONDENT_MS, settled } from '../survey/clocks'
import type { Lookup } from '../survey/condition'
import type { Survey } from '../survey/config'
import { shortHash } from '../survey/hash'
import { holds } from '../survey/holds'
import { soundPersonas, vet } from '../survey/vet'
import type { MomentRef } from '../survey/wire'
import { createAttention } from './attention'
import type { Gates, Shared } from './shared'

export const start = (shared: Shared): Gates => {
  const { memory, surveys, reserved, emit } = shared
  const personas = soundPersonas(shared.config.personas)
  const vetted = new Set<Survey>()
  const quiet = createQuiet(document)
  const attention = createAttention(shared)
  /** When a question that was seen was closed on this page. */
  let closedAt: number | undefined
  shared.stops.push(quiet.stop, attention.stop)

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
  const device = ({ r, rt = 0, fresh, was = [], no = 0 } = memory.get()): string => {
    const at = Date.now()
    // Nor does one outlive a refusal, in whichever tab.
    const isAlive = ([, made]: readonly [string, number]) => at < made + RESPONDENT_MS && made >= +no
    if (r && isAlive([r, rt]) && fresh !== 1) return r
    const id = crypto.getRandomValues(new Uint32Array(4)).join('-')
    // Those before it are still to be forgotten with it, for as long as each may live.
    memory.set({ r: id, rt: at, fresh: fresh && true, was: [...was, ...(r ? [[r, rt] as const] : [])].filter(isAlive) })
    return id
  }
  const lookup = (moment?: MomentRef, extra?: object, { n: visits = 1, ev: events = {}, l } = memory.get()): Lookup => {
    const find = subjects({
      traits: shared.traits,
      moment,
      extra: { ...extra, ...shared.pretend?.context },
      personas,
      events,
      landing: l ? { referrer: l[0], search: l[1] } : undefined,
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
  /** What the device remembers, its log as of now. Read once for a decision: each reading parses the whole key. */
  const remembered = () => {
    const known = memory.get()
    const { log = [] } = known
    const current = settled(log, Date.now())
    if (current !== log) memory.set({ log: current })
    return { ...known, log: current }
  }
  const judge: Gates['judge'] = (survey, moment, key, log) => {
    const known = remembered()
    return decide({
      survey,
      moment,
      reserved: holders,
      log: log ?? known.log,
      key,
      now: now(),
      level: shared.level(),
      lookup: lookup(moment, undefined, known),
      respondent: device(known),
      // Another day is another visit.
      visit: (known.n ?? 1) + +!!shared.pretend?.laterMs,
      blackouts: shared.config.blackouts,
      remaining: known.q,
    })
  }
  const page: Gates['page'] = (survey) => {
    shared.tidy?.()
    return [
      result('open', free(shared.open, closedAt, Date.now())),
      result('quiet', quiet.look(survey)),
      result('budget', attention.spent()),
    ]
  }
  /** Identifier-free: how often each survey was triggered and got so far: 0 triggered, 1 eligible, 2 sampled. */
  const count = (survey: string, reached: number) => {
    if (shared.pretend || shared.level() === 'none' || navigator.globalPrivacyControl) return
    const { counts } = memory.get()
    const key = `${new Date().toISOString().slice(0, 10)} ${survey}`
    const before = counts?.[key]
    const next = [0, 1, 2].map((stage) => (Number.isInteger(before?.[stage]) ? (before?.[stage] as number) : 0) + +(stage <= reached))
    memory.set({ counts: { ...counts, [key]: next } })
  }
  const present: Gates['present'] = async (asked) => {
    const over = (wasSeen?: boolean) => {
      shared.open = ''
      if (wasSeen) closedAt = Date.now()
      shared.look()
    }
    const { survey } = asked
    const variant = variantOf(survey, device())
    shared.open = survey.id
    const id = await shared
      .chunk('ask')
      .then((ask) => ask.present({ ...asked, survey: asVariant(survey, variant), variant: variant?.id }, over))
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
    modal: () => modal(document),
    present,
    sound,
    personas,
    isEligible,
    isInteraction,
    holds,
    shortHash,
    settled,
    /** Takes what is ripe, shows the one that wins, and tells about those that do not show. */
    compete() {
      const { due = [] } = memory.get()
      // A second question on this page: not before it is known what the first has cost.
      if (closedAt && due[0] && attention.mustMeasure()) return
      for (const { s } of due) {
        const survey = surveys.get(s)
        if (survey) sound(survey)
      }
      const contest = {
        due,
        surveys,
        now: Date.now(),
        place: location,
        page,
        judge,
        lookup,
        failed: (error: unknown) => shared.fail('internal', error),
      }
      const { kept, againAt, winner, refused, reached } = compete(contest)
      // Taken off before anything shows, so that nothing can present it twice.
      if (due[0]) memory.set({ due: kept })
      for (const each of reached) count(...each)
      for (const each of refused) suppress(...each)
      if (winner) present({ ...winner, moment: winner.due.m, resume: winner.due.r })
      // While one is open nothing else can be asked: its end is looked at.
      attention.wait(shared.open ? Infinity : againAt)
    },
  }
}
