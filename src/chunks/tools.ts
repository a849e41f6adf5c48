/** The tools chunk: methods of the handle that few pages ever call. */
import type { Memory } from '../core/memory'
import { result } from '../gates/decide'
import { type Explanation, explainDecision } from '../gates/explain'
import { uuidv7 } from '../outbox/uuid'
import type { Survey } from '../survey/config'
import { type Journey, journeyOf, type Lived } from '../survey/journey'
import type { Inspection } from '../types'
import { keepRequest, keptRequest } from './request'
import type { ForgetRequest, Gates, Shared, ToolBox } from './shared'
import { theStore } from './store'

/** Everything a device holds of ours, by key. */
const contents = async (shared: Shared): Promise<object> => {
  const store = await theStore(shared)
  const found: Record<string, unknown> = {}
  let after = ''
  for (let page = await store.page('', 100); page[0]; page = await store.page('', 100, after))
    for (const [key, value] of page) found[(after = key)] = value
  return found
}

/** What a web storage holds of this project, read where it can be. */
const keysOf = (box: () => Storage, name: string): Record<string, unknown> => {
  try {
    const found = Object.entries(box()).filter(([key]) => key === name || key.startsWith(`${name}:`) || key.startsWith(`${name}!`))
    return Object.fromEntries(found.map(([key, text]) => [key, parsed(text)]))
  } catch {
    return {}
  }
}
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** What is remembered of visits, to be read. */
const lookedBackOn = ({ m, l = [] }: Journey): NonNullable<Inspection['journey']> => {
  const readable = ({ t, a, f }: Lived) => ({ moment: t, at: a, ...(f && { feelings: f }) })
  return { visit: m.map(readable), last: l.map(readable) }
}

/** Every random id that this device still knows to have sent under: of this page, of earlier ones, in what waits, in a request not yet heard. */
const everyId = async (shared: Shared): Promise<string[]> => {
  const { name, memory } = shared
  const known = [memory.get(), ...[() => localStorage, () => sessionStorage].map((box) => keysOf(box, name)[name] as Memory | undefined)]
  const asked = [keysOf(() => localStorage, name)[`${name}!forget`] as ForgetRequest | undefined, await keptRequest(`${name}!forget`)]
  const records = (await shared.stored()) ? Object.values(await contents(shared)) : []
  const ids = [
    ...known.flatMap((each) => [each?.r, ...(each?.was ?? []).map(([id]) => id)]),
    ...records.flatMap((record) => {
      // Storage is untyped: the respondent kept beside the records, or a response.
      const { r, data } = Object(record) as { r?: unknown; data?: { respondent?: { id?: unknown; kind?: unknown } } | null }
      return [r, data?.respondent?.kind === 'user' ? undefined : data?.respondent?.id]
    }),
    ...asked.flatMap((request) => request?.respondents ?? []),
  ]
  return [...new Set(ids.filter((id): id is string => typeof id === 'string'))]
}

/** Every gate of a survey as of now, or of the time the inspector pretends, in words. */
const look = (shared: Shared, { judge, page, lookup, holds, personas }: Gates, survey: Survey): Explanation => {
  const decision = judge(survey)
  const gates = [...decision.gates, ...page(survey)]
  return explainDecision(
    { ...decision, gates, pass: gates.every(({ pass }) => pass) },
    { now: Date.now() + (shared.pretend?.laterMs ?? 0) },
    { survey, lookup: lookup(), holds, personas, blackouts: shared.config.blackouts },
  )
}

export const start = (shared: Shared): ToolBox => ({
  explainDecision,
  look: (gates, survey) => look(shared, gates, survey),
  async show(id, byHand = {}) {
    const { page, modal, sound, suppress, present } = await shared.chunk('gates')
    const survey = shared.surveys.get(id)
    // Not over another question, nor over a dialog; any other time is the right one, since it was called for.
    const gates = survey
      ? [...page(survey).filter(({ code }) => code === 'busy'), result('quiet', modal())].filter(({ pass }) => !pass)
      : []
    const { target } = byHand
    if (typeof target === 'string' && !document.querySelector(target))
      shared.fail('unknown-target', `show: expected the selector of an element of this page, got ${target}`)
    else if (!survey) shared.fail('unknown-id', `show: expected one of ${[...shared.surveys.keys()].join(', ')}, got ${id}`)
    else if (gates[0]) suppress(id, gates)
    else if (sound(survey)) return present({ survey, trigger: { on: 'manual' }, moment: { type: 'manual', name: id }, byHand })
    return null
  },
  async explain(id) {
    const gates = await shared.chunk('gates')
    return [...shared.surveys.values()]
      .filter((survey) => (!id || survey.id === id) && gates.sound(survey))
      .map((survey) => look(shared, gates, survey))
  },
  async flush({ dead } = {}) {
    if (!(await shared.stored())) return
    // Before it is sent, so that the one attempt takes it along.
    if (dead) await (await shared.load('care')).revive(await theStore(shared))
    await (await shared.chunk('send')).flush()
  },
  async inspect() {
    const found = (await shared.stored()) ? await (await shared.chunk('send')).inspect() : { pending: [], dead: [] }
    const { log = [], j, n = 1 } = shared.memory.get()
    // On the first page of a visit what is stored is still of the one before.
    return { ...found, shown: log, ...(j && { journey: lookedBackOn(journeyOf(j, n, Date.now(), true)) }) }
  },
  async inspector(wanted = '') {
    const [, id] = /^show:(.*)/.exec(wanted) ?? []
    if (id) await this.show(decodeURIComponent(id), { test: true })
    // An attribute gives a text.
    else if (`${shared.options.inspector}` !== 'false') (await shared.chunk('inspector')).toggle()
  },
  async export() {
    return {
      memory: shared.memory.get(),
      records: (await shared.stored()) ? await contents(shared) : {},
      // All keys, the main one included: as they are, for whoever wants to compare.
      localStorage: keysOf(() => localStorage, shared.name),
      sessionStorage: keysOf(() => sessionStorage, shared.name),
    }
  },
  async forget() {
    const { name, memory, setLevel } = shared
    const at = Date.now()
    const respondents = await everyId(shared)
    const asked: ForgetRequest = { id: uuidv7(at), at, respondents }
    // Kept before anything is erased: the ids would be gone with it.
    if (respondents[0])
      try {
        localStorage.setItem(`${name}!forget`, JSON.stringify(asked))
        // What web storage is told is on the disk seconds later: a browser that is killed before knows neither of the request nor of the refusal.
        if (shared.level() === 'persistent') await keepRequest(`${name}!forget`, asked)
      } catch {
        // Denied: then it is asked for as long as this page lives.
      }
    await setLevel('none', true)
    memory.set({ r: undefined, was: undefined })
    if (!respondents[0]) return
    let isHandedOn = false
    // The chunk cannot be had offline: it is, once the network is back, or by the next page.
    const carry = async () => {
      if (isHandedOn) return
      isHandedOn = true
      try {
        ;(await shared.chunk('forget')).ask(asked)
      } catch {
        isHandedOn = false
      }
    }
    shared.listen('online', carry)
    await carry()
  },
})
