/** The ask chunk: a survey that every gate lets through is claimed, shown, and its answers committed. */
import type { Store } from '../outbox/types'
import { uuidv7 } from '../outbox/uuid'
import { createWriter, type Writer } from '../outbox/writer'
import type { Text } from '../survey/config'
import { fill, languages, localise } from '../survey/text'
import type { Answers, ResponseData, Status } from '../survey/wire'
import { mountCard } from '../widget/card'
import type { Card, CardOptions } from '../widget/types'
import { words as english } from '../widget/words-en'
import type { Ask, Asked, Shared } from './shared'
import { snapshot } from './snapshot'
import { aheadOf, theStore } from './store'

/** An untouched card that was visible for less was hardly noticed: it is not counted as ignored. */
const NOTICED_MS = 5000
/** An answered card resumes on the next page within this time. */
const RESUME_MS = 6e5
/** The sender loads a little after the card is seen: the showing is worth sending, but not worth slowing the page for. */
const SEND_AFTER_MS = 2000
/** Languages with words of their own beside English. */
const chunks = ['fr'] as const

export const start = (shared: Shared): Ask => {
  const { memory, emit, fail, load, holds, triggersOf, stops } = shared
  const ages = new Map<string, number>()
  let card: Card | undefined
  let opened: Promise<Store> | undefined
  let writing: Promise<Writer> | undefined
  let shown: (() => { asked: Asked; id: string; status: Status }) | undefined
  let recent: Writer | undefined
  let saving: Promise<unknown> = Promise.resolve()

  const wake = () => void shared.chunk('send').then((sender) => sender.wake(), () => {})
  const wanted = () => languages(shared.tag ?? (document.documentElement.lang || navigator.language))
  /** A new level has a new store, and a new store a new writer. */
  const writer = () => {
    const store = theStore(shared)
    if (store !== opened || !writing) {
      opened = store
      writing = store.then(
        (store) =>
          (recent = createWriter({ store, now: Date.now, ahead: aheadOf(shared), loss: (code, count) => emit('loss', { code, count }) })),
      )
    }
    return writing
  }
  /** The database knows this device longer than the memory key does. */
  const recognise = async () => {
    const { r, rt } = memory.get()
    const own = [shared.device(), memory.get().rt ?? rt]
    const known = await (await theStore(shared)).change(['respondent'], ([stored]) =>
      Array.isArray(stored) && r !== stored[0] && stored[1] > Date.now() - 34e9
        ? { result: stored }
        : { puts: { respondent: own }, result: own },
    )
    memory.set({ r: known[0], rt: known[1] })
  }
  const wordsFor = async (locales: readonly string[]) => {
    const language = locales.find((tag) => tag === 'en' || (chunks as readonly string[]).includes(tag))
    const missing = (error: unknown) => fail('chunk-missing', error)
    return (language !== 'en' && (await load(`words-${language as (typeof chunks)[number]}`).catch(missing))?.words) || english
  }

  const present = async (asked: Asked, over: () => void): Promise<string | null> => {
    const { survey, moment, key, byHand, resume } = asked
    const refuse = (...gates: Parameters<Shared['suppress']>[1]) => {
      shared.suppress(survey.id, gates)
      return null
    }
    const locales = wanted()
    const [words, choice, , write] = await Promise.all([
      wordsFor(locales),
      survey.questions.some((question) => question.type === 'choice') && load('choice'),
      recognise(),
      writer(),
    ])
    const find = (answers: Answers) => {
      const lookup = shared.lookup(moment, byHand?.context)
      return ((kind, name, days) => (kind === 'answer' ? answers[name] : lookup(kind, name, days))) as typeof lookup
    }
    const filled = (text: string, answers: Answers) =>
      fill(text, (kind, name) => (kind === 'brand' ? shared.options.brand : kind === 'facts' ? undefined : find(answers)(kind, name)))
    const say = (text: Text) => filled(localise(text, locales), {})
    const target = typeof byHand?.target === 'string' ? document.querySelector(byHand.target) : byHand?.target
    if (target === null) fail('unknown-target', `show: expected an element of this page, got ${byHand?.target}`)

    let data: ResponseData
    let id = resume ?? ''
    const before = resume && (await write.load(resume))
    if (resume) {
      if (!before || before.done || !before.data || Date.now() - before.updatedAt > RESUME_MS) return null
      data = before.data
    } else {
      if (!emit('beforeshow', { survey: survey.id, moment })) return refuse({ gate: 'quiet', pass: false, code: 'vetoed' })
      const now = Date.now()
      id = uuidv7(now)
      ages.set(id, performance.now())
      data = snapshot(shared, asked, words, say)
      const showing = {
        id,
        s: survey.id,
        t: now,
        w: survey.wave ?? 1,
        v: memory.get().n ?? 1,
        ...(key && { k: key }),
        ...(!byHand?.byVisitor && { c: shared.isInteraction(survey) ? ('i' as const) : ('r' as const) }),
      }
      const claim = await write.claim(showing, data, (log) => {
        const { pass, gates } = shared.judge(survey, moment, key, log)
        return pass || byHand ? null : gates
      })
      memory.set({ log: claim.log })
      if (!claim.ok) return refuse(...(claim.refused === 'full' ? [{ gate: 'open', pass: false, code: 'full' } as const] : claim.refused))
    }

    /** One after the other, so that each revision builds on the last. */
    const save = (change: (data: ResponseData) => ResponseData, options?: Parameters<Writer['save']>[2]) => {
      const saved = writer().then(async (write) => {
        const saved = await write.save(id, (before) => (data = change(before)), options)
        memory.set({ log: saved.log })
        return saved
      })
      saving = saved.catch(() => {})
      return saved
    }
    const quietly = (saved: Promise<unknown>) => void saved.then(wake, (error) => fail('not-saved', error))
    const typed = new Set(survey.questions.filter(({ type }) => type === 'text').map(({ id }) => id))
    // Every script of the page hears window events: what people wrote stays out of them.
    const aloud = (answers: Answers) =>
      shared.options.eventText ? answers : Object.fromEntries(Object.entries(answers).filter(([question]) => !typed.has(question)))

    const options: CardOptions = {
      survey,
      locales,
      words,
      theme: shared.options.theme ?? 'auto',
      at: survey.layout?.at ?? 'bottom-end',
      ...(target && { target }),
      ...(choice && { types: { choice: choice.choice } }),
      ...(resume && { resume: { answers: data.answers } }),
      fill: filled,
      holds: (condition, answers) => holds(condition, find(answers)),
      offline: () => !navigator.onLine,
      draft: (answers) => void writer().then((write) => write.draft(id, (data) => ({ ...data, answers }))),
      async save(answers, state) {
        const completed = state === 'completed'
        const { revision, durability } = await save(
          (data) => ({ ...data, answers, status: completed ? state : data.status === 'completed' ? data.status : state }),
          {
            outcome: 'answered',
            done: completed,
          },
        )
        const detail = { survey: survey.id, response: id, answers }
        emit('answered', { ...detail, revision, durability }, { ...detail, revision, durability, answers: aloud(answers) })
        if (completed) emit('completed', detail, { ...detail, answers: aloud(answers) })
        wake()
        return durability
      },
      seen() {
        const timer = setTimeout(wake, SEND_AFTER_MS)
        stops.push(() => clearTimeout(timer))
        save((data) => ({ ...data, status: data.status === 'shown' ? 'seen' : data.status })).catch((error) => fail('not-saved', error))
        emit('shown', { survey: survey.id, response: id })
      },
      closed(why) {
        const { status } = data
        if (why === 'dismissed') {
          quietly(save((data) => ({ ...data, status: 'dismissed' }), { done: true, outcome: 'dismissed' }))
          emit('dismissed', { survey: survey.id, response: id })
        } else if (status === 'answered') quietly(save((data) => data, { done: true }))
        else if (status !== 'completed') {
          const outcome = mounted.untouched() && mounted.visibleMs() < NOTICED_MS ? 'unseen' : 'ignored'
          quietly(save((data) => data, { done: true, outcome }))
        }
        card = shown = undefined
        leave()
        over()
      },
    }
    // After a client-side navigation an untouched card goes; an answered one stays while the survey may still be asked there.
    const leave = shared.onNavigate(() => {
      const eligible = shared.judge(survey, moment).gates.slice(0, 4)
      if (!Object.keys(data.answers)[0] || !eligible.every(({ pass }) => pass)) mounted.hide()
    })
    const mounted = mountCard(options)
    card = mounted
    shown = () => ({ asked, id, status: data.status })
    return id
  }

  const hear = (type: string, fn: () => void) => {
    addEventListener(type, fn, true)
    stops.push(() => removeEventListener(type, fn, true))
  }
  /** The page goes away, perhaps for good: what is typed is written ahead, what is answered may resume on the next page. */
  const keep = () => void writing?.then((write) => write.hidden())
  hear('visibilitychange', () => document.hidden && keep())
  hear('pagehide', () => {
    keep()
    if (!shown) return
    const { asked, id, status } = shown()
    const i = triggersOf(asked.survey).indexOf(asked.trigger)
    if (status === 'answered' && !asked.resume && i >= 0)
      memory.set({ due: [...(memory.get().due ?? []), { s: asked.survey.id, i, m: asked.moment, t: Date.now(), r: id }] })
  })
  stops.push(async () => {
    card?.hide()
    await saving
    ;(await writing)?.stop()
    ;(await shared.store)?.close()
  })
  shared.recent = () => recent?.recent() ?? []
  shared.age = (id) => {
    const born = ages.get(id)
    return born === undefined ? born : performance.now() - born
  }
  return {
    present,
    hide: () => card?.hide(),
    update() {
      const locales = wanted()
      void wordsFor(locales).then((words) => card?.update({ locales, words }))
    },
  }
}
