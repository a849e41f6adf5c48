/** Names of moments, for whoever reads which one stood out: the team's own of a touchpoint, else the built-in one, in every language there is. */
import type { ChoiceOption, Config, MomentQuestion, Question, Text } from '../../../src/survey/config'
import { momentIds, touchpointsOf } from '../../../src/survey/journey'
import { moment as ar } from '../../../src/widget/words/moment-ar'
import { moment as de } from '../../../src/widget/words/moment-de'
import { moment as en } from '../../../src/widget/words/moment-en'
import { moment as es } from '../../../src/widget/words/moment-es'
import { moment as fr } from '../../../src/widget/words/moment-fr'
import { moment as he } from '../../../src/widget/words/moment-he'
import { moment as it } from '../../../src/widget/words/moment-it'
import { moment as ja } from '../../../src/widget/words/moment-ja'
import { moment as nl } from '../../../src/widget/words/moment-nl'
import { moment as pl } from '../../../src/widget/words/moment-pl'
import { moment as pt } from '../../../src/widget/words/moment-pt'
import { moment as zh } from '../../../src/widget/words/moment-zh'

const all = [ar, de, en, es, fr, he, it, ja, nl, pl, pt, zh]
const built: ReadonlyMap<string, Text> = new Map(
  ([...momentIds, 'other', 'none'] as const).map((id) => [id, Object.fromEntries(all.map(({ lang, names }) => [lang, names[id]]))]),
)

/** What a moment is called where no configuration is at hand. */
export const momentText = (id: string): Text => built.get(id) ?? id

/** Everything that a question of moments may be answered with, as far as it is known. */
export const momentParts = (config: Config | null, question: Question | undefined): readonly ChoiceOption[] => {
  const { other, none } = (question ?? {}) as Partial<MomentQuestion>
  const own = (config ? touchpointsOf(config) : []).flatMap(({ id, name }) => (name ? [[id, name] as const] : []))
  const named = new Map<string, Text>([
    ...built,
    ...own,
    ...(other ? [['other', other] as const] : []),
    ...(none ? [['none', none] as const] : []),
  ])
  return [...named].map(([id, text]) => ({ id, text }))
}
