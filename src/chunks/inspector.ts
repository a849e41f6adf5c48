/** The inspector chunk: what happens here and why, for developers and product teams. */
import { readConfig } from '../core/load-config'
import { frequencyOf } from '../gates/frequency'
import { declaredMoments } from '../inspector/early'
import { openOverlay } from '../inspector/overlay'
import type { Outbox, Told, ToldType, World } from '../inspector/types'
import { en } from '../inspector/words-en'
import type { Peakend } from '../types'
import type { Gates, Inspector, Shared, ToolBox } from './shared'
import { localesOf } from './spoken'

/** The public object of this project: where all copies of the SDK on a page find it. */
const handleOf = ({ project }: Shared) =>
  (globalThis as unknown as Record<symbol, Record<string, Peakend> | undefined>)[Symbol.for('peakend')]?.[project]

/** What is kept for the next page of this tab: not without consent, and not after a refusal. */
const keptBy = (shared: Shared): World['kept'] => {
  // Begins as all keys of this project do: lowering consent erases it, too.
  const key = `${shared.name}:inspector`
  const tried = <T>(fn: () => T): T | undefined => {
    try {
      return fn()
    } catch {
      // Storage is denied or full, or holds what nobody wrote.
      return
    }
  }
  return {
    read: () => tried(() => JSON.parse(sessionStorage.getItem(key) ?? 'null')),
    write: (value) =>
      void tried(() => {
        // Consent may have risen since it was opened, and what the page remembered before is not all taken along.
        shared.memory.set({ i: value === undefined ? value : 'inspect' })
        if (value === undefined) sessionStorage.removeItem(key)
        else if (shared.level() !== 'none') sessionStorage.setItem(key, JSON.stringify(value))
      }),
  }
}

/** English is built in; another language is a chunk, and English where it cannot be had. */
const wordsNow = (shared: Shared): World['words'] | Promise<World['words']> => {
  return localesOf(shared.tag).find((tag) => /^(en|fr)$/.test(tag)) === 'fr'
    ? shared.load('inspector-fr').then(
        ({ fr }) => fr,
        () => en,
      )
    : en
}

const worldOf = (shared: Shared, handle: Peakend, gates: Gates, tools: ToolBox, words: World['words'], closed: () => void): World => {
  const { explainDecision } = tools
  const { memory, options, surveys, project } = shared
  const told = new Set<string>()
  const pretendedNow = () => Date.now() + (shared.pretend?.laterMs ?? 0)
  return {
    version: VERSION,
    project,
    endpoint: [options.endpoint ?? []]
      .flat()
      .map((to) => (typeof to === 'string' ? to : `${to.id ?? to.url}`))
      .join(', '),
    words,
    theme: options.theme ?? 'auto',
    consentOption: options.consent,
    now: Date.now,
    config: () => shared.config,
    // Judging one with an unsound rule would throw; it is told, and taken out.
    surveys: () => [...surveys.values()].filter(gates.sound),
    look: (survey) => tools.look(gates, survey),
    sentence: (survey, gate) =>
      explainDecision({ survey, pass: false, gates: [gate as never] }, { now: pretendedNow() }).gates[0]?.text ?? '', // a gate of ours
    rules: (survey) => ({ ...frequencyOf(survey), isInteraction: gates.isInteraction(survey) }),
    open: () => shared.open,
    due: () => memory.get().due ?? [],
    latest: () => memory.get().log?.at(-1),
    level: shared.level,
    refusedAt: () => Number(memory.get().no) || undefined,
    visit: () => memory.get().n ?? 1,
    respondent: () => ({ id: memory.get().r, isKnown: !!shared.user }),
    traits: () => shared.traits,
    context: (name) => gates.lookup()('context', name),
    early: () => [
      ...declaredMoments(document),
      ...(shared.calls ?? []),
      // What waits because of this page.
      ...(memory.get().due ?? []).flatMap(({ m }) => ((m.at ?? 0) >= performance.timeOrigin ? m : [])),
    ],
    remembered: () => Object.keys(memory.get().ev ?? {}),
    // Of records that are no responses the inspector reads nothing but their type.
    outbox: async () => ((await handle.inspect()) as Outbox | null) ?? { pending: [], dead: [], shown: [] },
    retry: () => handle.flush({ dead: true }),
    async mistakes() {
      try {
        const { explainConfig } = await shared.load('check')
        // Where it never came so far: what is in its place?
        return explainConfig(shared.config.surveys ? shared.config : await readConfig(options.config ?? { version: 1, surveys: [] }))
      } catch (error) {
        return [{ path: '', code: 'config-unreachable', message: `${error}`, severity: 'error' }]
      }
    },
    pretence: {
      get: () => shared.pretend,
      set(to) {
        shared.pretend = to
        shared.look()
      },
    },
    show: (survey) => handle.show(survey, { test: true }),
    track: handle.track,
    hear: <Type extends ToldType>(type: Type, fn: (told: Told[Type]) => void) => handle.on(type, (told) => void fn(told as never)), // the same events
    onNavigate: shared.onNavigate,
    kept: keptBy(shared),
    failed(error) {
      // Each once: telling it is an event, after which it is tried again.
      if (!told.has(`${error}`)) shared.fail('internal', error)
      told.add(`${error}`)
    },
    closed,
  }
}

export const start = (shared: Shared): Inspector => {
  let opening: Promise<{ readonly close: () => void; readonly stop: () => void } | undefined> | undefined
  let isOver = false
  shared.stops.push(async () => {
    isOver = true
    ;(await opening)?.stop()
  })
  const open = async () => {
    const [gates, tools, words] = await Promise.all([shared.chunk('gates'), shared.chunk('tools'), wordsNow(shared)])
    const handle = handleOf(shared)
    // Destroyed meanwhile.
    if (isOver || !handle) return
    const closed = () => {
      opening = undefined
    }
    shared.memory.set({ i: 'inspect' })
    return openOverlay(worldOf(shared, handle, gates, tools, words, closed))
  }
  return {
    async toggle() {
      if (opening) (await opening)?.close()
      else {
        // A chunk that cannot be had is told by whoever loads it.
        opening = open().catch(() => (opening = undefined))
      }
    },
  }
}
