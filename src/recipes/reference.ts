/** Writes “What it asks” of the pages about recipes, `docs/recipes/*.md`, out of the recipes themselves. Not shipped. */
import type { ChoosableOption, Link, Question } from '../survey/config'
import { isScale, scaleOf } from '../survey/scale'
import type { RecipeName } from './names'
import { type Cases, casesOf, type Parts } from './reference-parts'
import { conditionWords, quoted } from './reference-words'
import type { Asked, Ends, Words } from './types'

/** Labels of the scales that are built in, worst first. */
export interface BuiltIn {
  readonly csat: readonly string[]
  readonly ces: readonly string[]
  readonly nps: readonly string[]
}
interface Texts {
  readonly en?: string
  readonly fr?: string
}
type Some = { readonly id: string }

const cell = (text: string): string => text.replace(/\|/g, '\\|')
const row = (...cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`
/** A fact as its name; what a visitor chose as an ellipsis. */
const plain = (text: string): string => text.replace(/\{\{answer\.\w+\}\}/g, '…').replace(/\{(\w+)\}/g, '`$1`')
/** A text in both languages; a fact stands for itself. */
const both = (text: unknown): string => {
  const { en, fr } = (typeof text === 'string' ? { en: text } : text) as Texts
  return [en, fr && `*${fr}*`].flatMap((one) => (one ? [plain(one)] : [])).join('<br>')
}
const linkOf = ({ link }: { readonly link?: Link }): string => {
  if (!link) return ''
  return `a link, ${quoted((link.text as Words).en)} (${plain(`${link.href}`)})`
}

type ListOf<One extends Some> = (parts: Parts) => readonly One[] | undefined
const has = (list: readonly Some[] | undefined, id: string): boolean => !!list?.some((one) => one.id === id)
/** On what it depends that something is there: the option it comes with or goes by, and the facts it needs. */
const dependsOn = (cases: Cases, listOf: ListOf<Some>, id: string): string[] => {
  const isUsual = has(listOf(cases.whole), id)
  // Of a list that is not there itself nothing can be told.
  const differing = cases.withOption.filter(([, { whole }]) => listOf(whole) && has(listOf(whole), id) !== isUsual)
  const options = listOf(cases.whole) ? differing.map(([option]) => `\`${option}\``) : []
  const { without } = isUsual ? cases : (differing[0]?.[1] ?? cases)
  const needed = without.flatMap(([fact, parts]) => (listOf(parts) && !has(listOf(parts), id) ? [`\`${fact}\``] : []))
  return [
    ...(options[0] ? [`${isUsual ? 'not with' : 'with'} ${options.join(' or ')}`] : []),
    ...(needed[0] ? [`needs ${needed.join(', ')}`] : []),
  ]
}
/** Everything there may be, in order. */
const union = <One extends Some>({ whole, withOption }: Cases, listOf: ListOf<One>): readonly One[] => {
  const list = [...(listOf(whole) ?? [])]
  for (const [, other] of withOption) {
    let at = list.length
    // From the end: what comes with an option stands before what it leads to.
    for (const one of [...(listOf(other.whole) ?? [])].reverse()) {
      const found = list.findIndex(({ id }) => id === one.id)
      if (found >= 0) at = found
      else list.splice(at, 0, one)
    }
  }
  return list
}
/** The options of a choice. */
const optionsOf =
  (id: string): ListOf<ChoosableOption> =>
  ({ asked }) => {
    const found = asked.find((question) => question.id === id)
    return found?.type === 'choice' ? found.options : undefined
  }

const answers = (cases: Cases, question: Question, builtIn: BuiltIn): string => {
  if (isScale(question)) {
    const { min, max, display } = scaleOf(question)
    const own = question.labels as readonly Words[] | undefined
    const labels = own?.map(({ en }) => en) ?? (question.type === 'rating' ? [] : builtIn[question.type])
    const all = labels.length > 2 && labels.length < 6 ? labels.join(' · ') : `${labels[0]} … ${labels.at(-1)}`
    return display === 'numbers' ? `${min} to ${max}: ${all}` : `${max} ${display}: ${all}`
  }
  if (question.type === 'choice') {
    const options = question.options.map(({ id, text, other }) => {
      const notes = [...(other ? ['in own words'] : []), ...dependsOn(cases, optionsOf(question.id), id)]
      return `${(text as Words).en}${notes[0] ? ` (${notes.join('; ')})` : ''}`
    })
    const how = [question.multiple && `up to ${question.max}`, question.shuffle && 'in random order'].filter(Boolean).join(', ')
    return `${how && `${how}: `}${options.join(' · ')}`
  }
  if (question.type === 'action')
    return {
      callback: 'a phone number',
      link: `a link (${plain('href' in question ? `${question.href}` : '')})`,
      copy: 'the code (`referralCode`), to copy',
      share: 'what the device shares with',
    }[question.action]
  if (question.type === 'moment') return `up to ${question.max} moments of their own · None in particular`
  if (question.type === 'message') return ['nothing: it is your answer', linkOf(question)].filter(Boolean).join('; ')
  return question.type === 'contact' ? 'an email address' : 'in their own words'
}

const saidInstead = ({ without }: Cases, ending: Ends): string => {
  const other = without.flatMap(([fact, { ends }]) => {
    const found = ends.find(({ id }) => id === ending.id)
    return found && JSON.stringify(found.text) !== JSON.stringify(ending.text) ? [[fact, found.text] as const] : []
  })
  const [first] = other
  return first ? `<br>Without ${other.map(([fact]) => `\`${fact}\``).join(' or ')}: ${both(first[1])}` : ''
}

/** “What it asks”: questions in order with their answers and of whom, and endings with who reads them; English, and French in italics. */
export const askedMarkdown = (name: RecipeName, builtIn: BuiltIn): string => {
  const cases = casesOf(name)
  const questions = union(cases, ({ asked }) => asked).map((question) =>
    question.type === 'choice' ? { ...question, options: union(cases, optionsOf(question.id)) } : question,
  )
  const endings = union(cases, ({ ends }) => ends)
  const find = (id: string) => questions.find((question) => question.id === id)
  const whom = (onlyWhen: Asked['onlyWhen'], notes: readonly string[], otherwise: string) =>
    [onlyWhen ? conditionWords(onlyWhen, find) : otherwise, ...notes].filter(Boolean).join('; ')
  return [
    row('', 'question', 'answers', 'asked'),
    '|---|---|---|---|',
    ...questions.map((question, index) =>
      row(
        `\`${question.id}\``,
        [question.intro && both(question.intro), both(question.text)].filter(Boolean).join('<br>'),
        answers(cases, question, builtIn),
        whom(
          question.onlyWhen,
          dependsOn(cases, ({ asked }) => asked, question.id),
          index ? 'of everybody' : 'first',
        ),
      ),
    ),
    '',
    'It ends on the first of these whose condition holds:',
    '',
    row('', 'last words', 'read by'),
    '|---|---|---|',
    ...endings.map((ending) =>
      row(
        `\`${ending.id}\``,
        `${both(ending.text)}${ending.link ? `<br>${linkOf(ending)}` : ''}${saidInstead(cases, ending)}`,
        whom(
          ending.when,
          dependsOn(cases, ({ ends }) => ends, ending.id),
          endings.length > 1 ? 'everybody else' : 'everybody',
        ),
      ),
    ),
    '',
    `“Why am I being asked?” is answered: ${both(cases.whole.why).replace('<br>', ' · ')}`,
  ].join('\n')
}
