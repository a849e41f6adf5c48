import type { MomentRef } from '../survey/wire'
import { calledFor } from './called-for'
import { configuredEvents, triggeringEvents } from './configured-events'
import { consentOrigin } from './consent-origin'
import { distinct } from './early'
import { added, type Entry, entryOf, momentEntry } from './journal'
import type { Kept } from './kept'
import { type NearMiss, nearMisses } from './near-misses'
import { onPageChange } from './page-changes'
import { type Begun, recorded, type VisitMoment, visitFile } from './recording'
import { reportOf } from './report'
import { brokenView, type SurveyView, surveyView } from './survey-view'
import { createThrottle } from './throttle'
import type { Mistake, Outbox, Pretence, ToldType, World } from './types'
import type { ConsentOrigin, Words } from './words'

/** Decisions are looked at again at most so often, milliseconds. */
const GAP_MS = 300
/** A countdown moves on, and what no event tells is looked for: consent, who the visitor is. */
const TICK_MS = 1000
/** What conditions may look at in a recorded visit. */
const contextNames = ['device', 'language', 'referrer', 'viewport.width', 'viewport.height'] as const

/** All that there is to show, as of now. */
export interface Snapshot {
  readonly views: readonly SurveyView[]
  readonly hasConfig: boolean
  readonly journal: readonly Entry[]
  /** Events that are waited for and have not been seen, with the surveys that wait. */
  readonly unseen: readonly (readonly [name: string, surveys: readonly string[]])[]
  readonly misses: readonly NearMiss[]
  readonly hasEvents: boolean
  readonly triggering: readonly string[]
  readonly personas: readonly { readonly id: string }[]
  readonly outbox: Outbox
  /** Nothing yet while they are being looked for. */
  readonly mistakes: readonly Mistake[] | undefined
  readonly pretence: Pretence | undefined
  readonly consent: { readonly level: string; readonly origin: ConsentOrigin; readonly refusedAt: number | undefined }
  readonly visit: number
  readonly respondent: { readonly id: string | undefined; readonly isKnown: boolean }
  readonly endpoint: string | undefined
  readonly now: number
}

const outcomes = ['suppressed', 'shown', 'answered', 'completed', 'dismissed', 'delivered', 'loss', 'error'] as const
/** To be compared; a page may have put a circle into its traits. */
const textOf = (value: unknown): string => {
  try {
    return JSON.stringify(value)
  } catch {
    return ''
  }
}
/** Without what opened the inspector. */
const pageNow = () => {
  const search = location.search.replace(/([?&])peakend=[^&]*&?/, '$1').replace(/[?&]$/, '')
  return location.pathname + search + location.hash
}

/** Watches the page and keeps what the inspector shows up to date: by events, and by a clock that decides nothing unless something has changed. */
export const createModel = (world: World, words: Words, kept: Kept | undefined, changed: () => void, hasFocus: () => boolean) => {
  const begun: Begun = kept?.begun ?? {
    start: world.now(),
    consent: world.level(),
    traits: world.traits(),
    context: Object.fromEntries(contextNames.flatMap((name) => (world.context(name) == null ? [] : [[name, world.context(name)]]))),
  }
  let journal: readonly Entry[] = kept?.journal ?? []
  let moments: readonly VisitMoment[] = kept?.moments ?? []
  let outbox: Outbox = { pending: [], dead: [], shown: [] }
  let mistakes: readonly Mistake[] | undefined
  let views: readonly SurveyView[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let isAwake = true
  let isCounting = false
  let nextAt = Number.POSITIVE_INFINITY
  let state = ''
  let isOver = false
  let quiet = ''
  let traits = textOf(begun.traits)
  let page = ''
  let latest = ''

  const safely = (fn: () => unknown) => () => {
    try {
      fn()
    } catch (error) {
      world.failed(error)
    }
  }
  const record = (moment: Parameters<typeof recorded>[2]) => {
    moments = recorded(moments, begun, moment, world.now())
  }
  const note = (entry: Omit<Entry, 'n'>) => {
    journal = added(journal, entry)
    soon.ask()
  }
  const happened = (moment: MomentRef) => {
    if (moment.type !== 'manual') record(moment)
    note(momentEntry(moment, moment.at ?? world.now(), calledFor(world.surveys(), moment, location)))
  }
  /** A page is noted however it was reached, and also where no survey listens to it. */
  const opened = () => {
    if (page === pageNow()) return
    page = pageNow()
    happened({ type: 'page', name: page })
  }
  /** What can only be seen by looking: who the visitor is by now, and whether it is quiet. */
  const compare = () => {
    const known = textOf(world.traits())
    if (known !== traits) record({ type: 'identify', name: '', props: world.traits() })
    traits = known
    const view = views.find(({ gates }) => gates[0])
    const code = view?.gates.find(({ gate }) => gate === 'quiet')?.code ?? ''
    // Somebody types into the inspector itself: no visitor does.
    if (view && !hasFocus() && code !== quiet) record({ type: 'quiet', name: (quiet = code) })
  }
  const look = () => {
    const surveys = world.surveys()
    const configured = world.config().surveys ?? []
    const isKilled = world.config().enabled === false
    const about = { due: world.due(), open: world.open(), now: world.now() }
    views = configured.map(({ id }, index) => {
      // The first of two with one id is the one that is watched.
      const survey = configured.findIndex((other) => other.id === id) === index ? surveys.find((other) => other.id === id) : undefined
      return survey
        ? surveyView({ survey, explained: world.look(survey), rules: world.rules(survey), ...about }, words)
        : brokenView(id, index, mistakes ?? [], isKilled, words)
    })
    compare()
    // A card that is closed without an answer tells nobody.
    const showing = textOf(world.latest())
    if (showing !== latest) readOutbox.ask()
    latest = showing
    state = stateNow()
    const deadlines = [...about.due.map(({ t }) => t), ...views.flatMap(({ gates }) => gates.flatMap(({ until }) => until ?? []))]
    nextAt = Math.min(...deadlines.filter((at) => at > about.now))
    isCounting = about.due.some(({ t }) => t > about.now)
    clearTimeout(timer)
    if (!isOver) timer = setTimeout(tick, TICK_MS)
    changed()
  }
  /** What changes without an event. */
  const stateNow = () =>
    textOf([world.level(), world.open(), world.due().length, world.visit(), world.traits(), world.respondent(), world.latest()])
  const tick = () => {
    // Coming back is an event, and begins anew.
    if (document.hidden) return
    if ((isCounting && isAwake) || world.now() >= nextAt || stateNow() !== state) soon.ask()
    else timer = setTimeout(tick, TICK_MS)
  }
  // In the background nothing is looked at; coming back is an event.
  const soon = createThrottle(
    safely(() => document.hidden || look()),
    GAP_MS,
  )
  const readOutbox = createThrottle(async () => {
    outbox = await world.outbox()
    if (!isOver) soon.ask()
  }, GAP_MS)
  const check = async () => {
    mistakes = await world.mistakes()
    if (!isOver) soon.ask()
  }

  const start = () => [
    onPageChange(() => {
      opened()
      soon.ask()
    }),
    world.onNavigate(opened),
    // Pages are noted by themselves, with query and fragment.
    world.hear('moment', (moment) => moment.type !== 'page' && happened(moment)),
    ...outcomes.map((type: Exclude<ToldType, 'moment' | 'ready'>) =>
      world.hear(type, (told) => {
        note(entryOf(type, told, world.now(), world.sentence))
        if (type !== 'suppressed') readOutbox.ask()
      }),
    ),
    world.hear('ready', () => void check()),
  ]
  let stops: readonly (() => void)[] = []

  return {
    start() {
      stops = start()
      opened()
      for (const moment of distinct(world.early())) happened(moment)
      look()
      readOutbox.ask()
      void check()
    },
    /** Looks again, soon. */
    refresh: soon.ask,
    refreshOutbox: readOutbox.ask,
    /** Whether somebody can see it count down. */
    awake(is: boolean) {
      isAwake = is
      soon.ask()
    },
    kept: () => ({ journal, moments, begun }),
    visit: () => visitFile(begun, moments, 'recorded', world.now(), Intl.DateTimeFormat().resolvedOptions().timeZone),
    snapshot(): Snapshot {
      const events = configuredEvents(world.surveys())
      const seen = new Set([...world.remembered(), ...journal.flatMap(({ type, name }) => (type === 'event' ? name : []))])
      const level = world.level()
      const refusedAt = world.refusedAt()
      return {
        views,
        hasConfig: !!world.config().surveys,
        journal,
        unseen: [...events].filter(([name]) => !seen.has(name)),
        misses: nearMisses([...seen], [...events.keys()]),
        hasEvents: events.size > 0,
        triggering: triggeringEvents(world.surveys()),
        personas: world.config().personas ?? [],
        outbox,
        mistakes,
        pretence: world.pretence.get(),
        consent: {
          level,
          refusedAt,
          origin: consentOrigin({ level, option: world.consentOption, refusedAt, hasGpc: !!navigator.globalPrivacyControl }),
        },
        visit: world.visit(),
        respondent: world.respondent(),
        endpoint: world.endpoint,
        now: world.now(),
      }
    },
    report(snapshot: Snapshot) {
      const { respondent, ...all } = snapshot
      return reportOf({
        ...all,
        surveys: snapshot.views,
        respondent: respondent.id,
        version: world.version,
        project: world.project,
        path: location.pathname,
        browser: navigator.userAgent,
        due: world.due(),
        mistakes: snapshot.mistakes ?? [],
      })
    },
    stop() {
      isOver = true
      for (const stop of stops) stop()
      soon.stop()
      readOutbox.stop()
      clearTimeout(timer)
    },
  }
}
export type Model = ReturnType<typeof createModel>
