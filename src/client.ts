/**
 * Wires the rooms: moments say *when*, gates *whether*, the widget asks, the outbox makes it arrive. This file and what it
 * imports is all that a page loads before a question is due; the rest comes in chunks, through `load`.
 */
import type { AskChunk, Load, SendChunk, Shared } from './chunks/shared'
import { createAgenda } from './core/agenda'
import { createEmitter } from './core/emitter'
import { parsed, readConfig } from './core/load-config'
import { createMemory } from './core/memory'
import { createWho } from './core/who'
import { decide, result } from './gates/decide'
import { isInteraction } from './gates/frequency'
import { quiet } from './gates/quiet'
import { click } from './moments/click'
import { event } from './moments/event'
import { onNavigate, page } from './moments/page'
import type { Happened, Listener, TriggerOf } from './moments/types'
import { compile, triggersOf } from './survey/compile'
import type { Config, Survey, TriggerType } from './survey/config'
import { must } from './survey/holds'
import type { ConsentLevel, MomentRef } from './survey/wire'
import type { Options, Peakend } from './types'

/** Calls kept while the configuration loads. */
const MAX_CALLS = 100
const levels: readonly ConsentLevel[] = ['none', 'session', 'persistent']
/** Methods that live in chunks, and what they give when they cannot. */
const lazy = { show: null, explain: [], flush: undefined, inspect: { pending: [], dead: [], shown: [] }, export: {}, forget: undefined }

/** Starts on this page. `ended` is called by `destroy()`. */
export const createClient = (options: Options, load: Load, ended: () => void): Peakend => {
  const { project = 'default', consent = 'none', debug } = options
  const name = `peakend:${project}`
  const surveys = new Map<string, Survey>()
  const reserved: Survey[] = []
  const calls: MomentRef[] = []
  const counted = new Set<string>()
  const stops: (() => void)[] = []
  let config = {} as Config // until it is loaded: no surveys, no personas
  let level: ConsentLevel = 'none'
  let tag = options.locale
  let open = ''
  let hear: ReturnType<typeof event> | undefined
  let asking: Promise<AskChunk> | undefined
  let sending: Promise<SendChunk> | undefined
  let gone = false

  const memory = createMemory(name)
  const who = createWho(memory, () => config)
  const { emit, on } = createEmitter()
  const fail = (code: string, cause: unknown) => {
    const message = `${(cause as Error | undefined)?.message ?? cause}`
    emit('error', { code, message, cause })
    if (debug) console.error(`[peakend] ${code}: ${message}`)
  }
  /** Nothing of ours is thrown into the page, and no promise of ours rejects there. */
  const safely =
    <A extends unknown[], R>(fn: (...args: A) => R | Promise<R>, fallback?: unknown) =>
    async (...args: A): Promise<R> => {
      try {
        if (!gone) return await fn(...args)
      } catch (error) {
        fail('internal', error)
      }
      return fallback as R
    }
  const listen = (type: string, fn: () => void) => {
    addEventListener(type, fn, true)
    stops.push(() => removeEventListener(type, fn, true))
  }

  // Whether.
  const free = () => result('open', !!open && ['busy', { open }])
  const shared: Shared = {
    ...who,
    name,
    project,
    options,
    load,
    surveys,
    memory,
    emit,
    fail,
    onNavigate,
    isInteraction,
    config: () => config,
    /** A refusal, also one in another tab, holds until `consent()` is called. */
    level: () => (memory.get().no ? 'none' : level),
    locale: () => tag || document.documentElement.lang || navigator.language,
    suppress: (survey, gates) => emit('suppressed', { survey, gates: gates.filter(({ pass }) => !pass) }),
    judge(survey, moment, key = null, log = memory.get().log ?? []) {
      const { n: visit = 1 } = memory.get()
      const facts = { now: Date.now(), level: shared.level(), lookup: who.lookup(moment), respondent: who.device(), visit }
      return decide({ survey, reserved, log, key, ...facts })
    },
    page: () => [free(), result('quiet', quiet(document))],
    async present(asked) {
      const over = () => {
        open = ''
        agenda.look()
      }
      open = asked.survey.id
      const id = await ask().then(
        (chunk) => chunk.present(asked, over),
        (error) => {
          asking = undefined
          fail('chunk-missing', error)
          return null
        },
      )
      if (!id) over()
      return id
    },
    send: () => (sending ??= load('send').then(({ send }) => send(shared))),
    stored: async () =>
      shared.store ??
      memory.get().log ??
      (level === 'persistent' && (await indexedDB.databases?.())?.some((database) => database.name === name)),
    async setLevel(next, explicit) {
      const kept = shared.store
      const before = level
      const raised = levels.indexOf(next) > levels.indexOf(before)
      level = next
      if (!raised && next !== before) {
        shared.store = undefined
        memory.erase()
        if (before === 'persistent') indexedDB.deleteDatabase(name)
      }
      memory.move(next, explicit)
      if (raised) shared.store = kept && shared.send().then((sender) => sender.adopt(kept))
      else if (kept) {
        ;(await asking)?.hide()
        await (await shared.send()).optOut(await kept)
      }
    },
  }
  const agenda = createAgenda({
    ...shared,
    free,
    count(survey, reached) {
      if (shared.level() === 'none' || navigator.globalPrivacyControl) return
      const { counts } = memory.get()
      const key = `${new Date().toISOString().slice(0, 10)} ${reached} ${survey}`
      memory.set({ counts: { ...counts, [key]: (counts?.[key] ?? 0) + 1 } })
    },
    present: (due, survey, trigger, key) => shared.present({ survey, trigger, moment: due.m, key, resume: due.r }),
  })

  // When.
  const happened: Happened = safely((moment, listeners) => {
    const { type, name, at = Date.now() } = moment
    who.active()
    if (type === 'event') {
      const { ev } = memory.get()
      if (counted.has(name)) memory.set({ ev: { ...ev, [name]: [...(ev?.[name] ?? []), at].slice(-20) } })
      agenda.cancel(name)
    }
    if (type === 'event' || listeners[0]) emit('moment', moment)
    agenda.run(
      listeners.map(({ survey, trigger }) => ({
        s: survey.id,
        i: triggersOf(survey).indexOf(trigger),
        m: moment,
        t: at + ((trigger as { delaySeconds?: number }).delaySeconds ?? 0) * 1000,
      })),
    )
  })
  /** Words for what is wrong are a chunk of their own. */
  const report = safely(async (source: unknown) => {
    const problems = (await load('check')).explainConfig(source)
    for (const problem of problems) if (problem.severity === 'error') fail(problem.code, problem)
  })
  /** Compiles each survey on its own, so that a bad one takes no other down, and watches for the triggers of the good ones. */
  const arm = (loaded: Config) => {
    const listeners: { [K in TriggerType]: Listener<TriggerOf<K>>[] } = { event: [], page: [], click: [], manual: [] }
    let bad = debug
    config = loaded
    for (const survey of loaded.surveys) {
      try {
        compile(survey, loaded, (kind, key) => (kind === 'event' ? counted.add(key) : kind === 'persona' && who.lookup()(kind, key)))
        must(!surveys.has(survey.id))
        for (const trigger of triggersOf(survey)) {
          if (trigger.on === 'click') document.querySelector(trigger.selector)
          // Each goes to the list of its own type; there is none for a type this build does not know.
          listeners[trigger.on].push({ survey, trigger } as never)
        }
        surveys.set(survey.id, survey)
        if (survey.reserve) reserved.push(survey)
      } catch {
        bad = true
      }
    }
    if (bad) report(loaded)
    if (loaded.enabled === false) return
    hear = event(listeners.event, happened)
    emit('ready', { surveys: [...surveys.keys()] })
    agenda.run()
    for (const moment of calls) hear(moment, who.lookup(moment))
    stops.push(page(listeners.page, happened), click(listeners.click, happened), agenda.stop)
    // Whatever may end the wait for a quiet moment.
    for (const type of ['visibilitychange', 'focusout', 'close']) listen(type, agenda.look)
    // An answer of an earlier page may still wait.
    setTimeout(
      safely(async () => (await shared.stored()) && (await shared.send()).wake()),
      2000,
    )
  }
  const boot = async (): Promise<void> => {
    let source: unknown
    try {
      source = await readConfig(options.config ?? { version: 1, surveys: [] })
    } catch (error) {
      fail('config-unreachable', error)
      return listen('online', boot)
    }
    if (gone || hear) return
    try {
      arm((typeof source === 'string' ? JSON.parse(source) : source) as Config)
    } catch {
      report(source)
    }
  }
  const start = async () => {
    if (document.prerendering) await new Promise((resolve) => document.addEventListener('prerenderingchange', resolve, { once: true }))
    if (gone || (top !== window && !options.frame)) return
    if (consent !== 'auto') await shared.setLevel(consent)
    else if (!navigator.globalPrivacyControl) load('consent').then(({ watchConsent }) => stops.push(watchConsent(handle.consent)))
    await boot()
    const wanted = /[?&]peakend=show:([^&]+)/.exec(location.search)
    if (wanted) ask().then((chunk) => chunk.show(`${wanted[1]}`, { test: true }))
    await parsed()
    for (const { textContent } of document.querySelectorAll('script[data-peakend=track]')) {
      try {
        const { event, props } = JSON.parse(`${textContent}`)
        handle.track(event, props)
      } catch (error) {
        fail('bad-moment', error)
      }
    }
  }

  // How.
  const ask = () => (asking ??= load('ask').then(({ ask }) => ask(shared)))
  const handle = {
    on,
    identify: who.identify,
    track(event, props) {
      const moment: MomentRef = { type: 'event', name: event, at: Date.now(), ...(props && { props: { ...props } }) }
      if (hear) hear(moment, who.lookup(moment))
      else if (calls.length < MAX_CALLS) calls.push(moment)
    },
    hide: () => void asking?.then((chunk) => chunk.hide()),
    locale(wanted) {
      tag = wanted
      asking?.then((chunk) => chunk.update())
    },
    consent: safely((next) => shared.setLevel(next, true)),
    async destroy() {
      gone = true
      ended()
      for (const stop of stops.splice(0)) stop()
      hear = () => {}
      await (await asking)?.destroy()
      ;(await sending)?.destroy()
      ;(await shared.store)?.close()
    },
  } as Peakend
  for (const method of Object.keys(lazy) as (keyof typeof lazy)[])
    handle[method] = safely(async (...args: unknown[]) => {
      await started
      const chunk = method === 'show' ? await ask() : (await load('tools')).tools(shared)
      // The same arguments, handed on to the method of the same name.
      return (chunk[method as never] as (...args: unknown[]) => unknown)(...args)
    }, lazy[method]) as never
  const started = safely(start)()
  return handle
}
