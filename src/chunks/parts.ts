/** What a card is made of beside its own chunk: words in the visitor's language, question types, drawings, a layout. Fetched together. */
import type { Question, Survey } from '../survey/config'
import { tagOf } from '../survey/text'
import { chunkOf, isDrawn, type TypeChunkName } from '../widget/questions/table'
import type { CardOptions, Words } from '../widget/types'
import type { Extra } from '../widget/words/extra'
import type { Menu } from '../widget/words/menu'
import { words as english } from '../widget/words/words-en'
import type { Chunks, Load } from './shared'

type Language = 'ar' | 'de' | 'es' | 'fr' | 'he' | 'it' | 'ja' | 'nl' | 'pl' | 'pt' | 'zh'

/** The language we speak: that of the question, so that scale and question are one, else the first we can; English, which is built in, at the last. */
const spoken = ({ questions }: Survey, locales: readonly string[]) =>
  // No survey is compiled without a question, and no list of languages is without English.
  /,(ar|de|en|es|fr|he|it|ja|nl|pl|pt|zh)\b/.exec(`,${[tagOf((questions[0] as Question).text, locales), ...locales]}`)?.[1] as
    | Language
    | 'en'

/** English where another language cannot be had. */
const wordsIn = async (tag: Language | 'en', load: Load): Promise<Words> =>
  tag === 'en' ? english : (await load(`words-${tag}`).catch(() => ({ words: english }))).words
/** Words of what is not built in; nothing of it shows without them. */
const extraIn = async (tag: Language | 'en', load: Load): Promise<Extra> => (await load(`extra-${tag}`).catch(() => load('extra-en'))).extra
export const menuIn = async (survey: Survey, locales: readonly string[], load: Load): Promise<Menu> =>
  (await load(`menu-${spoken(survey, locales)}`).catch(() => load('menu-en'))).menu

const typesOf = ({ questions }: Survey) => [...new Set(questions.flatMap((question) => chunkOf(question) ?? []))]

/** The words a survey needs. */
export const wordsOf = async (survey: Survey, locales: readonly string[], load: Load): Promise<Pick<CardOptions, 'words' | 'extra'>> => {
  const tag = spoken(survey, locales)
  const [words, extra] = await Promise.all([wordsIn(tag, load), typesOf(survey)[0] && extraIn(tag, load)])
  return { words, ...(extra && { extra }) }
}

type Parts = Pick<CardOptions, 'words' | 'extra' | 'types' | 'drawings' | 'layout'>
export const partsOf = async (survey: Survey, isInline: boolean, locales: readonly string[], load: Load): Promise<Parts> => {
  const names = typesOf(survey)
  const { type = 'card' } = survey.layout ?? {}
  const [words, drawn, frame, ...types] = await Promise.all([
    wordsOf(survey, locales, load),
    survey.questions.some(isDrawn) && load('drawings'),
    !isInline && type !== 'card' && load(`layout-${type}`),
    ...names.map((name) => load(name)),
  ])
  return {
    ...words,
    types: Object.fromEntries(names.map((name, i) => [name, (types[i] as Chunks[TypeChunkName]).type])),
    ...(drawn && { drawings: drawn.drawings }),
    ...(frame && { layout: frame.layout }),
  }
}
