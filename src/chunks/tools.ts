/** The tools chunk: methods of the handle that few pages ever call. */
import { result } from '../gates/decide'
import { type Explanation, explainDecision } from '../gates/explain'
import { modal } from '../gates/modal'
import { enter, fresh, weigh } from '../outbox/ledger'
import type { OutboxRecord } from '../outbox/types'
import { uuidv7 } from '../outbox/uuid'
import type { Survey } from '../survey/config'
import type { Gates, Shared, ToolBox } from './shared'
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
    const { page, sound, suppress, present } = await shared.chunk('gates')
    const survey = shared.surveys.get(id)
    // Not over another question, nor over a dialog; any other time is the right one, since it was called for.
    const gates = survey
      ? [...page(survey).filter(({ code }) => code === 'busy'), result('quiet', modal(document))].filter(({ pass }) => !pass)
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
    return { ...found, shown: shared.memory.get().log ?? [] }
  },
  async inspector(wanted = '') {
    const [, id] = /^show:(.*)/.exec(wanted) ?? []
    if (id) await this.show(decodeURIComponent(id), { test: true })
    // An attribute gives a text.
    else if (`${shared.options.inspector}` !== 'false') (await shared.chunk('inspector')).toggle()
  },
  async export() {
    return { memory: shared.memory.get(), records: (await shared.stored()) ? await contents(shared) : {} }
  },
  async forget() {
    const { r } = shared.memory.get()
    await shared.setLevel('none')
    shared.memory.set({ r: undefined })
    if (!r) return
    // Asks the endpoint to erase what it holds about this random id.
    const { project } = shared
    const now = Date.now()
    const asked: OutboxRecord = { ...fresh(uuidv7(now), now), type: 'forget', data: { project, respondents: [r] } }
    await enter(await theStore(shared), weigh(asked))
    ;(await shared.chunk('send')).wake()
  },
})
