/** What a card is made of beside its own chunk: words in the visitor's language, question types, drawings, a layout. Fetched together. */
import type { Question, Survey } from '../survey/config'
import { tagOf } from '../survey/text'
import type { Answers } from '../survey/wire'
import { tokens } from '../widget/css'
import { chunkOf, isDrawn } from '../widget/questions/table'
import type { CardOptions, TypeChunk, Words } from '../widget/types'
import type { Extra } from '../widget/words/extra'
import type { Menu } from '../widget/words/menu'
import { words as english } from '../widget/words/words-en'
import type { Chunks, Load, Shared } from './shared'
import { type Language, spoken } from './spoken'

/** The language we speak: that of the question, so that scale and question are one, else the first we can. */
const languageOf = ({ questions }: Survey, locales: readonly string[]) =>
  // No survey is compiled without a question.
  spoken([tagOf((questions[0] as Question).text, locales), ...locales])

/** English where another language cannot be had. */
const wordsIn = async (tag: Language, load: Load): Promise<Words> =>
  tag === 'en' ? english : (await load(`words-${tag}`).catch(() => ({ words: english }))).words
/** Words of what is not built in; nothing of it shows without them. */
const extraIn = async (tag: Language, load: Load): Promise<Extra> => (await load(`extra-${tag}`).catch(() => load('extra-en'))).extra
export const menuIn = async (survey: Survey, locales: readonly string[], load: Load): Promise<Menu> =>
  (await load(`menu-${languageOf(survey, locales)}`).catch(() => load('menu-en'))).menu

const typesOf = ({ questions, endings }: Survey) => {
  const names = questions.flatMap((question) => chunkOf(question) ?? [])
  // What filters a list, or makes it of moments, does not draw it; a link is a message's.
  const more = names.concat(/filter|moment/.test(`${names}`) ? 'q-choice' : [], endings?.some(({ link }) => link) ? 'q-message' : [])
  return [...new Set(more)]
}

/** The words a survey needs. */
export const wordsOf = async (survey: Survey, locales: readonly string[], load: Load): Promise<Pick<CardOptions, 'words' | 'extra'>> => {
  const tag = languageOf(survey, locales)
  const [words, extra] = await Promise.all([wordsIn(tag, load), typesOf(survey)[0] && extraIn(tag, load)])
  return { words, extra }
}

type Parts = Pick<CardOptions, 'words' | 'extra' | 'types' | 'drawings' | 'layout' | 'skin'> & {
  /** Answers as texts take them up. */
  readonly said: (answers: Answers) => Answers
}
export const partsOf = async (
  survey: Survey,
  place: Element | null | undefined,
  locales: readonly string[],
  shared: Pick<Shared, 'load' | 'config' | 'options' | 'memory' | 'tag'>,
): Promise<Parts> => {
  const { load, config, options } = shared
  const themes = [config.theme, survey.theme]
  const page = getComputedStyle(place ?? document.documentElement)
  const names = typesOf(survey)
  const { type = 'card' } = survey.layout ?? {}
  const language = languageOf(survey, locales)
  const [words, drawn, frame, looks, said, ...types] = await Promise.all([
    wordsOf(survey, locales, load),
    survey.questions.some(isDrawn) ? load('drawings') : undefined,
    place || type === 'card' ? undefined : load(`layout-${type}`),
    // Without its looks it is still a question.
    themes.some(Boolean) || tokens.some((name) => page.getPropertyValue(name)) ? load('theme').catch(() => undefined) : undefined,
    // Texts that take up answers.
    /\{\{ *answer/.test(JSON.stringify(survey)) && load('said').then(({ start }) => start(shared, language, survey)),
    // What needs to know of this visitor is started with it.
    ...names.map(async (name) => {
      const chunk = (await load(name)) as Partial<Chunks['q-moment']>
      return chunk.start?.(shared, language) ?? chunk
    }),
  ])
  return {
    ...words,
    said: said || ((answers) => answers),
    types: Object.fromEntries(names.map((name, i) => [name, (types[i] as { readonly type: TypeChunk }).type])),
    drawings: drawn?.drawings,
    layout: frame?.layout,
    skin: looks?.theme(themes, options.debug),
  }
}
