/**
 * Wires the rooms: moments say *when*, gates *whether*, the widget asks, the outbox makes it arrive. This file and what it
 * imports is all that a page loads before something happens; the rest comes in chunks, through `load`: gates when a trigger is
 * met, ask when every gate lets a survey through, send after the first commit.
 */
import type { Handed, Load, Shared, Tools } from './chunks/shared'
import { createAgenda } from './core/agenda'
import { createEmitter } from './core/emitter'
import { nextOf, parsed, readConfig } from './core/load-config'
import { createMemory } from './core/memory'
import { click } from './moments/click'
import { event } from './moments/event'
import { heard } from './moments/heard'
import { onNavigate, page } from './moments/page'
import type { Happened, LazyWatch, Listener } from './moments/types'
import { compile, must, triggersOf } from './survey/compile'
import type { AfterTrigger, ClickTrigger, Config, EventTrigger, RecipeEntry, SequenceTrigger, Survey } from './survey/config'
import { mayMatch, type Placed } from './survey/pattern'
import type { ConsentLevel, MomentRef } from './survey/wire'
import type { Options, Peakend } from './types'

/** Calls kept while the configuration, or a watcher that looks back on them, loads. */
const MAX_CALLS = 100
/** What waits from an earlier page is looked for this long after the start. */
const LOOK_AFTER_MS = 1000
/** A question that will be due this soon is fetched ahead: later, the visitor has likely left the page. */
const SOON_S = 60
/** Starts on this page. `warm` fetches what asks without running it; `ended` is called by `destroy()`. */
export const createClient = (options: Options, fetchChunk: Load, warm: () => void, ended: () => void): Peakend => {
  const { project = 'default', consent = 'none', debug } = options
  const name = `peakend:${project}`
  const memory = createMemory(name)
  const surveys = new Map<string, Survey>()
  const reserved: Survey[] = []
  const calls: MomentRef[] = []
  /** What moments leave in the memory: events that conditions count, and `?` for how the visit began. */
  const keeps = new Set<string>()
  const stops: (() => unknown)[] = [ended]
  let level: ConsentLevel = 'none'
  let hear: ReturnType<typeof event> | undefined
  /** Fetches ahead what may soon be asked here. */
  let approach: (() => void) | undefined
  let gone = false

  const { emit, on } = createEmitter()
  const fail = (code: string, cause: unknown) => {
    const message = `${(cause as Error | undefined)?.message ?? cause}`
    emit('error', { code, message, cause })
    if (debug) console.error('[peakend]', code, message)
  }
  /** Nothing of ours is thrown into the page, and no promise of ours rejects there. */
  const safely =
    <A extends unknown[], R>(fn: (...args: A) => R | Promise<R>) =>
    async (...args: A): Promise<R> => {
      try {
        if (!gone) return await fn(...args)
      } catch (error) {
        if (error) fail('internal', error)
      }
      return null as R
    }
  const listen: Shared['listen'] = (type, fn) => {
    addEventListener(type, fn, true)
    stops.push(() => removeEventListener(type, fn, true))
  }
  /** A chunk that cannot be had is one error, told here; whoever waits for it gets a rejection that says nothing. */
  const load: Load = (name) =>
    fetchChunk(name).catch((error) => {
      // Offline it is no news.
      if (navigator.onLine) fail('chunk-missing', error)
      throw null
    })
  const chunks: { [Name in keyof Handed]?: Promise<Handed[Name]> | undefined } = {}
  const chunk = <Name extends keyof Handed>(name: Name): Promise<Handed[Name]> =>
    (chunks[name] ??= load(name).then(
      (module) => {
        // Destroyed while it was on its way: nothing starts any more.
        if (gone) throw null
        return module.start(shared) as Handed[Name]
      },
      () => {
        delete chunks[name]
        throw null
      },
    ) as never)
  const agenda = createAgenda(
    memory,
    safely(async () => (await chunk('gates')).compete()),
  )
  /** Words for what is wrong are a chunk of their own. */
  const report = safely(async (source: unknown = shared.config) => {
    ;(await load('check')).tell(source, fail)
  })
  const shared: Shared = {
    name,
    project,
    options,
    load,
    chunk,
    calls,
    memory,
    emit,
    on,
    fail,
    listen,
    stops,
    surveys,
    reserved,
    onNavigate,
    look: () => gone || agenda.look(),
    report,
    config: {} as Config,
    open: '',
    user: null,
    traits: {},
    box: {},
    tag: options.locale,
    /** A refusal, also one in another tab, holds until `consent()` is called. */
    level: () => (memory.get().no ? 'none' : level),
    // A page without an origin, `null`, is not asked: Chromium throws there, and leaves a rejection that nobody can catch.
    stored: async () =>
      shared.store ??
      memory.get().log?.[0] ??
      (level === 'persistent' &&
        origin[4] &&
        (await indexedDB.databases?.())?.some((database) => (database.name as string).split('!')[0] === name)),
    async setLevel(next, explicit) {
      const before = shared.level()
      // A misspelt level is no consent.
      const levels = /^(none|session|persistent)$/
      if (!levels.test(next)) throw Error(`consent: expected ${levels}, got ${next}`)
      if (next === before) {
        // Refused from the start of this page: what earlier pages stored goes all the same.
        if (explicit && next === 'none' && memory.erase()) indexedDB.deleteDatabase(name)
        return
      }
      const kept = shared.store
      // Each level's name is longer than that of the one below.
      const raised = next.length > before.length
      let erased = false
      if (!raised) {
        handle.hide()
        erased = memory.erase()
      }
      level = next
      memory.move(next, explicit)
      if (kept) {
        if (!raised) shared.store = undefined
        await chunk('send').then(
          (sender) => (raised ? sender.lift() : sender.optOut(kept)),
          () => {},
        )
      }
      if (erased || before === 'persistent') indexedDB.deleteDatabase(name)
      // As if the page were opened now: the visit is remembered where it now may be.
      if (hear) happened({ type: 'page', name: '' }, [])
    },
  }

  /** Fetches what asks where a question is likely: nothing stands against it that can be seen without deciding, and the visitor does not save data. */
  const warmUp = (survey: Survey) => {
    const isUnlikely = level === 'none' || survey.audience || survey.sample !== undefined || navigator.connection?.saveData
    if (!isUnlikely && !memory.get().log?.some(({ s }) => s === survey.id)) warm()
  }
  const happened: Happened = safely((moment, listeners) => {
    const isEvent = moment.type === 'event'
    // Addresses without their query, but for what names a campaign.
    const landing = [document.referrer.split('?')[0] as string, location.search.match(/utm_[^&]*/g)?.join('&') ?? ''] as const // a split has a first part
    memory.set(heard(memory.get(), moment, listeners, Date.now(), keeps, landing))
    if (isEvent || listeners[0]) emit('moment', moment)
    for (const { survey, trigger } of listeners) {
      // What some triggers have and others do not.
      const { delaySeconds = 0, days, where } = trigger as Partial<EventTrigger & Omit<AfterTrigger, 'on'>>
      // What asks is fetched beside what decides, or while a short delay runs.
      if (!(where || days || delaySeconds > SOON_S)) warmUp(survey)
    }
    agenda.run()
    if (moment.type === 'page') approach?.()
  })
  /** What events meet. */
  const tracked: Listener<never>[] = []
  /** Compiles each survey on its own, so that a bad one takes no other down, and watches for the triggers of the good ones, beside those that are watched already. */
  const arm = (loaded: Config) => {
    /** By the type of moment; `after` listens to events. */
    const listeners: Record<string, Listener<never>[]> = { event: tracked, after: tracked }
    const near: (() => unknown)[] = []
    let bad = debug
    shared.config = loaded
    for (const survey of loaded.surveys) {
      try {
        compile(survey, loaded, (what) => keeps.add(what))
        must(!surveys.has(survey.id))
        for (const trigger of triggersOf(survey)) {
          const { near: paths, selector, steps = [trigger] } = trigger as Partial<ClickTrigger & Pick<SequenceTrigger, 'steps'>>
          // The last step first: one moment is not two steps.
          for (let k = steps.length; k--; ) {
            const { on, selector = '*' } = steps[k] as ClickTrigger
            // A selector that is none throws here, and never later.
            document.querySelector(selector)
            ;(listeners[on] ??= []).push({ survey, trigger: steps[k], of: trigger, k } as never)
          }
          if (paths || /^(click|visible|scroll|exit|dwell)$/.test(trigger.on))
            near.push(
              () =>
                mayMatch(paths ? { path: paths } : (trigger as Placed), location.pathname) &&
                (paths || !selector || document.querySelector(selector)) &&
                warmUp(survey),
            )
        }
        surveys.set(survey.id, survey)
        if (survey.reserve) reserved.push(survey)
      } catch {
        bad = true
      }
    }
    if (bad) report()
    // The kill switch: nothing is watched, asked or stored.
    if (loaded.enabled === false) return surveys.clear()
    const { event: _, after: __, page: pages = [], click: clicks = [], manual: ___, ...others } = listeners
    hear = event(tracked, happened)
    emit('ready', { surveys: [...surveys.keys()] })
    agenda.run()
    calls.map(hear)
    approach = () => {
      near.map((look) => look())
      // A delay that began on an earlier page.
      for (const { s, t } of memory.get().due ?? []) {
        const survey = surveys.get(s)
        if (survey && t < Date.now() + SOON_S * 1000) warmUp(survey)
      }
    }
    const timer = setTimeout(
      safely(async () => {
        if (await shared.stored()) (await chunk('send')).sweep()
        if (memory.asked()) await chunk('forget')
      }),
      LOOK_AFTER_MS,
    )
    stops.push(page(pages, happened), agenda.stop, () => clearTimeout(timer))
    click(clicks, happened, listen)
    // Other watchers are a chunk each, loaded only where a survey needs it.
    Object.keys(others).map(
      safely(async (on) => {
        const watch = ((await load(`on-${on}` as never)) as never)[on] as LazyWatch
        if (!gone) stops.push(watch(others[on] as never, happened, shared))
      }),
    )
  }
  const boot = async (): Promise<void> => {
    let source: unknown
    try {
      source = await readConfig(options.config ?? { version: 1, surveys: [] })
    } catch (error) {
      fail('config-unreachable', error)
      listen('online', boot)
      // What the page itself names can be asked meanwhile.
      if (!options.recipes) return
    }
    try {
      let loaded = (typeof source === 'string' ? JSON.parse(source) : source) as Config
      // Recipes and connectors, where one is named.
      if (options.recipes || options.connect || loaded.surveys.some((survey: Partial<RecipeEntry>) => survey.recipe))
        loaded = await (await chunk('setup'))(loaded, arm)
      if (!gone && !hear) arm(loaded)
    } catch {
      report(source)
    }
  }
  const setLevel = safely(shared.setLevel)
  const start = async () => {
    if (document.prerendering) await nextOf('prerenderingchange')
    if (gone || (top !== window && !options.frame)) return
    if (consent !== 'auto') await setLevel(consent)
    else if (!navigator.globalPrivacyControl) safely(chunk)('consent')
    await boot()
    // `?peakend=inspect`, `?peakend=show:<survey>`; an inspector that was left open is on the next page too.
    const wanted = memory.get().i ?? /[?&]peakend=([^&]+)/.exec(location.search)?.[1]
    if (wanted) (handle as Tools).inspector(wanted)
    await parsed()
    for (const { textContent } of document.querySelectorAll('script[data-peakend=track]')) {
      try {
        const { event, props } = JSON.parse(textContent as string)
        handle.track(event, props)
      } catch (error) {
        fail('bad-moment', error)
      }
    }
  }

  const handle = (shared.handle = {
    on,
    identify(id, traits) {
      // Nobody any more, or somebody else: a new device id, the same clocks, and nothing known of the one before.
      const isOther = shared.user && id !== shared.user
      if (isOther) memory.set({ fresh: 1 })
      shared.traits = { ...(!isOther && id && shared.traits), ...traits }
      shared.user = id
    },
    track(event, props) {
      const moment: MomentRef = { type: 'event', name: event, at: Date.now(), ...(props && { props: { ...props } }) }
      hear?.(moment)
      if (!calls[MAX_CALLS - 1]) calls.push(moment)
    },
    hide: () => void chunks.ask?.then((ask) => ask.hide()),
    locale(tag) {
      shared.tag = tag
      chunks.ask?.then((ask) => ask.update())
    },
    consent: (next) => setLevel(next, true),
    async destroy() {
      gone = true
      for (const stop of stops.splice(0)) await stop()
    },
  } as Peakend)
  const started = safely(start)()
  // The methods of the tools chunk: the same arguments, handed on to the method of the same name.
  for (const method of ['show', 'explain', 'flush', 'inspect', 'inspector', 'export', 'forget'] as const)
    handle[method] = safely(async (...args: unknown[]) => {
      await started
      return ((await chunk('tools'))[method] as (...args: unknown[]) => unknown)(...args)
    }) as never
  return handle
}
