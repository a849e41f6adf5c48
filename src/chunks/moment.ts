/** The question “which moment stands out?”: started with what this device remembers of the visit. */
import { distinct, journeyOf, touchpointsOf } from '../survey/journey'
import { momentType } from '../widget/questions/moment'
import type { TypeChunk } from '../widget/types'
import type { MomentWords } from '../widget/words/moment'
import type { Shared } from './shared'
import type { Language } from './spoken'

/** With the built-in names in a language, which are a chunk each: English where it cannot be had. */
export const start = async (
  { memory, config, load }: Pick<Shared, 'memory' | 'config' | 'load'>,
  lang: Language,
): Promise<{ readonly type: TypeChunk }> => {
  const wordsIn = async (tag: Language): Promise<MomentWords> => (await load(`moment-${tag}`).catch(() => load('moment-en'))).moment
  let words = await wordsIn(lang)
  const all = touchpointsOf(config)
  const type = momentType({
    moments(max, text) {
      const { j, n = 1 } = memory.get()
      const { m, l = [] } = journeyOf(j, n, Date.now(), true)
      // It was called for by the visit before.
      return distinct(text('{{prop.visit}}') === 'last' ? l : m, max)
    },
    name: (id) => all.find((one) => one.id === id)?.name,
    words(tag, draw) {
      if (tag && tag !== words.lang)
        void wordsIn(tag as Language).then(
          (found) => {
            const isOther = found.lang !== words.lang
            words = found
            if (isOther) draw()
          },
          () => {},
        )
      return words
    },
  })
  return { type }
}
