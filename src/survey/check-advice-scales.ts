import { type Advise, type Advised, placedQuestions } from './check-advice'
import { type Path, quote } from './check-words'
import type { Question, Text } from './config'
import { isScale } from './scale'

/** Circles, squares, hearts of a colour; green and red signs. */
const SIGNS = /[🔴🟠🟡🟢🔵🟣🟤⚫⚪🟥🟧🟨🟩🟦🟪🟫💔🧡💛💚💙💜]|❤️/gu
const COLOURS = new Set('red orange amber yellow green blue grey gray rouge jaune ambre vert verte bleu bleue gris grise'.split(' '))

/** Texts by language; a text without one goes with every language. */
const byLanguage = (texts: readonly Text[]): ReadonlyMap<string, readonly string[]> => {
  const tags = new Set(texts.flatMap((text) => (typeof text === 'string' ? [] : Object.keys(text))))
  return new Map(
    [...(tags.size ? tags : [''])].map((tag) => [tag, texts.map((text) => (typeof text === 'string' ? text : (text[tag] ?? '')))]),
  )
}

/** Case, accents and punctuation apart: what a reader takes for the same. */
const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[.,;:!?…"'’“”«»()]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** Texts as a reader takes them, by language. */
export const wordsByLanguage = (texts: readonly Text[]): ReadonlyMap<string, readonly string[]> =>
  new Map([...byLanguage(texts)].map(([tag, words]) => [tag, words.map(fold)]))

/** Words for one and the same thing, folded, a group a line. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  en: [
    'ok|okay|o k|alright|all right',
    'neutral|neither|neither good nor bad|neither well nor badly|neither satisfied nor dissatisfied|neither agree nor disagree|so so',
    'bad|not good|badly|not well',
    'very bad|very poor|very badly',
    'dissatisfied|unsatisfied|not satisfied|unhappy',
    'very dissatisfied|very unsatisfied|very unhappy',
    'completely|totally|entirely|fully',
    'not at all|in no way',
    'a little|slightly|a bit',
    'easy|not difficult',
    'difficult|hard|not easy',
    'i don t know|don t know|not sure|no idea',
  ],
  fr: [
    'ok|d accord',
    'neutre|ni bon ni mauvais|ni bien ni mal|ni satisfait ni insatisfait|ni l un ni l autre|entre les deux',
    'mauvais|pas bon|mal|pas bien',
    'tres mauvais|tres mal',
    'insatisfait|pas satisfait|mecontent|non satisfait',
    'tres insatisfait|tres mecontent',
    'tout a fait|completement|totalement|entierement',
    'pas du tout|nullement|aucunement',
    'un peu|legerement',
    'facile|pas difficile|simple',
    'difficile|pas facile|complique',
    'je ne sais pas|aucune idee|ne sais pas',
  ],
}
/** A text without a language may be in any of them. */
const meaningOf = (text: string, tag: string): string => {
  const folded = fold(text)
  const known = tag ? (synonyms[tag.split('-')[0] ?? ''] ?? []) : Object.values(synonyms).flat()
  return known.find((group) => group.split('|').includes(folded)) ?? folded
}

/** Two of a scale's labels, or of a choice's options, that nobody can tell apart. */
const adviseSame = (advise: Advise, at: Path, texts: readonly Text[], place: (index: number) => Path): void => {
  const said = new Set<number>()
  for (const [tag, words] of byLanguage(texts)) {
    const first = new Map<string, number>()
    for (const [index, text] of words.entries()) {
      const meaning = meaningOf(text, tag)
      const other = first.get(meaning)
      if (other === undefined) first.set(meaning, index)
      if (other === undefined || !meaning || said.has(index)) continue
      said.add(index)
      const where = [...at, ...place(index), ...(typeof texts[index] === 'string' ? [] : [tag])]
      const expected = `words that differ in meaning from ${quote(words[other])}`
      advise(where, 'same-label', expected, quote(text), 'Two answers of one meaning cannot be told apart in the results.')
    }
  }
}

const SUGGESTED = 'Colour tells visitors which answer is wanted: leave it to the theme.'

/** Colours that say which points are good. */
const adviseColours = (advise: Advise, at: Path, question: Question): void => {
  const labels = 'labels' in question ? [...byLanguage(question.labels ?? []).values()].flat() : []
  const bands = labels.filter((label) => label.match(SIGNS) || COLOURS.has(fold(label)))
  if (new Set(bands).size > 1) {
    advise([...at, 'labels'], 'colour-band', 'labels of words or numbers', `${quote(bands[0])}, ${quote(bands[1])}, …`, SUGGESTED)
    return
  }
  for (const key of ['text', 'intro', 'help'] as const) {
    const signs = new Set([...byLanguage([question[key] ?? '']).values()].flatMap(([text]) => text?.match(SIGNS) ?? []))
    if (signs.size > 1) advise([...at, key], 'colour-band', 'a text that does not colour the scale', [...signs].join(' '), SUGGESTED)
  }
}

/** Scales that lead the answer or blur it. */
export const adviseScales = (advised: Advised): void => {
  const { advise } = advised
  for (const { question, at } of placedQuestions(advised)) {
    if (isScale(question) || question.type === 'matrix' || question.type === 'slider') {
      adviseColours(advise, at, question)
      adviseSame(advise, at, question.labels ?? [], (index) => ['labels', index])
    }
    // Each is said by its own name: what can be chosen, what is put in order, what is rated.
    const lists = { options: 'options' in question ? question.options : [], rows: question.type === 'matrix' ? question.rows : [] }
    for (const [key, list] of Object.entries(lists))
      adviseSame(
        advise,
        at,
        list.map(({ text }) => text),
        (index) => [key, index, 'text'],
      )
  }
}
