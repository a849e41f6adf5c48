/** The ask chunk: a survey that every gate lets through is claimed, shown, and its answers committed. */
import type { GateResult } from '../gates/types'
import type { Claim, OutboxLoss, Store } from '../outbox/types'
import { uuidv7 } from '../outbox/uuid'
import { createWriter, type SaveOptions, type Writer } from '../outbox/writer'
import { RESPONDENT_MS, type Showing } from '../survey/clocks'
import { triggersOf } from '../survey/compile'
import type { Survey, Text } from '../survey/config'
import { isFreeText } from '../survey/free-text'
import { fill, localise } from '../survey/text'
import type { Answers, ResponseData, Status } from '../survey/wire'
import { createCard } from '../widget/card'
import type { Card } from '../widget/types'
import { menuIn, partsOf, wordsOf } from './parts'
import type { Ask, Asked, Shared } from './shared'
import { snapshot } from './snapshot'
import { localesOf } from './spoken'
import { aheadOf, theStore } from './store'
import { canWrite } from './writing'

/** An untouched card that was visible for less was hardly noticed: it is not counted as ignored. */
const NOTICED_MS = 5000
/** An answered card resumes on the next page within this time. */
const RESUME_MS = 6e5
/** The sender loads a little after the card is seen: the showing is worth sending, but not worth slowing the page for. */
const SEND_AFTER_MS = 2000

const course: readonly Status[] = ['shown', 'seen', 'dismissed', 'answered', 'completed']
/** No state goes back. */
const further = (a: Status, b: Status) => (course.indexOf(b) > course.indexOf(a) ? b : a)

/** The place that a page keeps for a survey. */
const slotOf = (survey: string) => document.querySelector(`peakend-slot[survey="${CSS.escape(survey)}"]`)

export const start = (shared: Shared): Ask => {
  const { memory, emit, fail, load, stops, options } = shared
  const ages = new Map<string, number>()
  let opened: Promise<Store> | undefined
  let writing: Promise<Writer> | undefined
  let writer: Writer | undefined
  /** The last commit on its way. */
  let saving: Promise<unknown> | undefined
  let card: Card | undefined
  let asking: Survey | undefined
  let sending: ReturnType<typeof setTimeout> | undefined
  /** The response whose card is open, and its highest revision that the endpoint has. */
  let openId = ''
  let openArrived = 0
  let isOver = false
  /** Where an answered card may go on: set while it is open. */
  let leave: (() => void) | undefined

  const wake = () =>
    shared.chunk('send').then(
      (sender) => sender.wake(),
      () => {},
    )
  /** A new level has a new store, and a new store a new writer. */
  const write = () => {
    const store = theStore(shared)
    if (store !== opened) {
      opened = store
      const loss = (code: OutboxLoss, count: number) => void emit('loss', { code, count })
      writing = Promise.all([store, shared.chunk('gates')]).then(([store, { settled }]) => {
        writer = createWriter({ store, now: Date.now, settle: (log) => settled(log, Date.now()), ahead: aheadOf(shared), loss })
        return writer
      })
    }
    return writing as Promise<Writer> // set with the store
  }
  /** The database knows this device longer than the memory key does. Gives what it should know, to be written with the claim. */
  const recognise = async (): Promise<Readonly<Record<string, unknown>>> => {
    const r = (await shared.chunk('gates')).device()
    const { rt = 0, fresh } = memory.get()
    // A lower level's id does not outlive it.
    if (shared.level() !== 'persistent') return {}
    const older = (await (await theStore(shared)).get('respondent')) as { r: string; rt: number } | undefined
    const respondent = older && !fresh && older.rt > rt - RESPONDENT_MS ? older : { r, rt }
    memory.set({ r: respondent.r, rt: respondent.rt, fresh: undefined })
    return respondent === older ? {} : { respondent }
  }
  const locales = () => localesOf(shared.tag)
  const present = async (asked: Asked, over: (wasSeen: boolean) => void): Promise<string | null> => {
    const { survey, moment, key, byHand, resume, trigger, due } = asked
    const { target } = byHand ?? {}
    const isSlot = trigger.on === 'slot'
    const place = isSlot ? slotOf(survey.id) : typeof target === 'string' ? document.querySelector(target) : target
    const [gates, parts, writer, known, scrub] = await Promise.all([
      shared.chunk('gates'),
      partsOf(survey, place, locales(), shared),
      write(),
      recognise(),
      // A survey in which something can be written does not show without it.
      `${options.scrub}` !== 'false' && canWrite(survey) && load('scrub'),
    ])
    const lookup = gates.lookup(moment, byHand?.context)
    const find =
      (answers: Answers): typeof lookup =>
      (kind, name, ...when) =>
        kind === 'answer' ? (Object.hasOwn(answers, name) ? answers[name] : undefined) : lookup(kind, name, ...when)
    const filled = (text: string, answers?: Answers) =>
      fill(text, (kind, name, written) =>
        kind === 'brand' ? options.brand : kind !== 'facts' && (answers ? find(answers)(kind, name) : written),
      )
    /** As it is written where it takes up what is known of the visitor: that is for the card alone. */
    const say = (text: Text) => filled(localise(text, locales()))
    const before = resume && (await writer.load(resume))
    const now = Date.now()
    const id = resume ?? uuidv7(now)
    let data: ResponseData | null
    let claiming: Promise<Claim<readonly GateResult[] | 'full'>> | undefined
    if (isOver || (resume && !before)) return null
    // The slot went with its page: nobody is asked elsewhere instead.
    if (isSlot && !place?.isConnected)
      return gates.suppress(survey.id, [{ gate: 'place', pass: false, code: 'elsewhere', values: { path: location.pathname } }])
    // While all this was fetched the visitor may have begun to type: it goes back to wait.
    if (due && !gates.page(survey).every(({ gate, pass }) => pass || gate === 'open')) {
      memory.set({ due: [...(memory.get().due ?? []), due] })
      return null
    }
    if (before) data = before.done || now - before.updatedAt > RESUME_MS ? null : before.data
    else {
      // Vetoed before anything is counted.
      if (!emit('beforeshow', { survey: survey.id, moment }))
        return gates.suppress(survey.id, [{ gate: 'open', pass: false, code: 'vetoed' }])
      data = snapshot(shared, gates, asked, parts.words, say, locales())
      // What the inspector only pretends starts no clock.
      const c: Showing['c'] = byHand?.byVisitor || shared.pretend ? undefined : gates.isInteraction(survey) ? 'i' : 'r'
      const showing: Showing = {
        id,
        s: survey.id,
        t: now,
        w: survey.wave ?? 1,
        v: memory.get().n ?? 1,
        ...(key && { k: key }),
        ...(c && { c }),
      } as const
      const refuse = (log: readonly Showing[]) => {
        const decision = gates.judge(survey, moment, key, log)
        return decision.pass || byHand ? null : decision.gates
      }
      claiming = writer.claim(showing, data, refuse, known)
      saving = claiming.catch(() => {})
    }
    if (!data) return null
    const {
      answers,
      instrument: { types },
    } = data
    const clean = (answers: Answers) => (scrub ? scrub.scrubbed(answers, (question) => types?.[question]) : answers)
    /** How far it has come, commits on their way included. */
    let reached: Status = data.status
    const save = async ({ status = 'shown', ...change }: Partial<ResponseData>, saveOptions?: SaveOptions) => {
      reached = further(reached, status)
      // What is committed late must not take back what came before it.
      const commit = write().then((writer) =>
        writer.save(id, (before) => ({ ...before, ...change, status: further(before.status, status) }), saveOptions),
      )
      // After opting out nothing is saved, and nothing is wrong.
      saving = commit.catch((error) => /^(refused|missing)$/.test(error?.code) || fail('not-saved', error))
      const saved = await commit
      memory.set({ log: saved.log })
      return saved
    }
    /** The same where nobody waits for it. */
    const note = (...args: Parameters<typeof save>) => void save(...args).catch(() => {})
    const tell = (type: 'answered' | 'completed' | 'dismissed', more: { answers?: Answers; revision?: number } = {}) => {
      const detail = { survey: survey.id, response: id, ...more }
      // Every script of the page hears window events: what people wrote stays out of them.
      const spoken = ([key]: [string, unknown]) => options.eventText || !isFreeText(key, (question) => types?.[question])
      emit(type, detail as never, {
        ...detail,
        ...(more.answers && { answers: Object.fromEntries(Object.entries(more.answers).filter(spoken)) }),
      })
    }
    // Drawn while the claim is on its way to the disk; nobody sees it before.
    const drawn = createCard({
      ...parts,
      survey,
      locales: locales(),
      theme: options.theme ?? 'auto',
      seed: id,
      at: survey.layout?.at,
      float: async () => ({ float: (await load('float')).createFloat(gates.modal) }),
      fill: (text, answers) => filled(text, parts.said(answers)),
      holds: (condition, answers) => gates.holds(condition, find(answers)),
      failed: (error) => fail('not-shown', error),
      offline: () => !navigator.onLine,
      draft: (typed) => {
        const answers = clean(typed)
        writer.draft(id, (data) => ({ ...data, answers }))
      },
      async save(given, state) {
        const answers = clean(given)
        const done = state === 'completed'
        const { revision, durability } = await save({ answers, status: state }, { outcome: 'answered', done })
        const detail = { answers, revision, durability }
        tell('answered', detail)
        if (done) tell('completed', { answers })
        wake()
        return durability
      },
      seen() {
        note({ status: 'seen' })
        emit('shown', { survey: survey.id, response: id })
        clearTimeout(sending)
        sending = setTimeout(wake, SEND_AFTER_MS)
      },
      closed(why) {
        stop()
        card = leave = undefined
        openId = ''
        if (/^(dismissed|snoozed|never)$/.test(why)) {
          note({ status: 'dismissed' }, { done: true, outcome: why as 'dismissed' })
          if (reached === 'dismissed') tell(reached)
        } else if (reached === 'answered') note({}, { done: true })
        else if (reached !== 'completed')
          note({}, { done: true, outcome: drawn.untouched() && drawn.visibleMs() < NOTICED_MS ? 'unseen' : 'ignored' })
        else shared.arrived?.(id, openArrived)
        wake()
        over(reached !== 'shown')
      },
      // What a visitor opened need not be put off.
      more: byHand
        ? undefined
        : async () => {
            const [{ more, behind }, menu] = await Promise.all([load('more'), menuIn(survey, locales(), load)])
            return { more, menu, behind: behind(asked, shared, say) }
          },
      target: place,
      answers,
    })
    const claim = await claiming
    if (claim) {
      const { log, refused } = claim
      memory.set({ log })
      if (refused) return gates.suppress(survey.id, refused === 'full' ? [{ gate: 'open', pass: false, code: 'full' }] : refused)
      ages.set(id, performance.now())
    }
    const stop = shared.onNavigate(() => {
      // After a client-side navigation an answered card stays while the survey may still be asked there; another goes.
      if (reached !== 'answered' || !gates.isEligible(gates.judge(survey, moment).gates)) drawn.hide()
    })
    try {
      drawn.attach()
    } catch (error) {
      // A page or a configuration that lets it come half way: it goes again.
      drawn.hide()
      throw error
    }
    card = drawn
    asking = survey
    openId = id
    openArrived = 0
    leave = () => {
      const i = triggersOf(survey).indexOf(trigger)
      if (reached === 'answered' && !resume && i >= 0)
        memory.set({ due: [...(memory.get().due ?? []), { s: survey.id, i, m: moment, t: Date.now(), r: id }] })
    }
    return id
  }

  // The page goes away, perhaps for good: what is typed is written ahead, what is answered may go on on the next page, and no other page
  // has to wait for its database. Back online: what waits is sent.
  shared.listen('visibilitychange', () => document.hidden && writer?.hidden())
  shared.listen('pagehide', () => {
    writer?.hidden()
    leave?.()
    void shared.store?.then((store) => store.close())
  })
  // The sender hears it too, if it could be loaded: offline it could not.
  shared.listen('online', wake)
  // Refused in another tab: the card goes from this one, too.
  shared.listen('storage', () => shared.level() === shared.storeLevel || card?.hide())
  stops.push(async () => {
    isOver = true
    clearTimeout(sending)
    // A claim on its way still mounts its card.
    do {
      card?.hide()
      await saving
    } while (card)
    writer?.stop()
  })
  shared.tidy = () => card?.isThere() || card?.hide()
  shared.recent = () => writer?.recent() ?? []
  // A page may ask for as long as it is open: what is over and has arrived is let go. While a card is open its answers may change.
  shared.arrived = (id, revision) => {
    if (id === openId) openArrived = revision
    else if (writer?.release(id, revision)) ages.delete(id)
  }
  shared.age = (id) => {
    const born = ages.get(id)
    // Another page load made it: this one's clock says nothing of it.
    return born === undefined ? born : performance.now() - born
  }
  return {
    present,
    hide: () => card?.hide(),
    async update() {
      const wanted = locales()
      if (card && asking) card.update({ locales: wanted, ...(await wordsOf(asking, wanted, load)) })
    },
  }
}
