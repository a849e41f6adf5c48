/** The tools chunk: methods of the handle that few pages ever call. */
import { explainDecision } from '../gates/explain'
import type { Shared, Tools } from './shared'

export const tools = (shared: Shared): Tools => ({
  async explain(id) {
    return [...shared.surveys.values()]
      .filter((survey) => !id || survey.id === id)
      .map((survey) => {
        const decision = shared.judge(survey)
        const gates = [...decision.gates, ...shared.page()]
        return explainDecision({ ...decision, gates, pass: gates.every(({ pass }) => pass) })
      })
  },
  async flush() {
    if (await shared.stored()) await (await shared.send()).flush()
  },
  async inspect() {
    const found = (await shared.stored()) ? await (await shared.send()).inspect() : { pending: [], dead: [] }
    return { ...found, shown: shared.memory.get().log ?? [] }
  },
  async export() {
    return { memory: shared.memory.get(), records: (await shared.stored()) ? await (await shared.send()).export() : {} }
  },
  async forget() {
    const { r } = shared.memory.get()
    await shared.setLevel('none')
    shared.memory.set({ r: undefined })
    if (r) await (await shared.send()).forget([r])
  },
})
