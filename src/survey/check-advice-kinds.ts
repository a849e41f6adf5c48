import { type Advise, type Advised, placedQuestions } from './check-advice'
import { wordsByLanguage } from './check-advice-scales'
import { type Path, quote } from './check-words'
import type { ChoiceQuestion, Question } from './config'

/** Words that have an order of their own, folded: how often, how much, how good. */
const ORDERED = new Set(
  (
    'never|rarely|seldom|sometimes|often|usually|always|daily|weekly|monthly|yearly|every day|every week|every month|once a week|once a month|' +
    'not at all|a little|slightly|somewhat|moderately|quite|very|extremely|strongly disagree|disagree|neutral|agree|strongly agree|' +
    'very bad|bad|poor|fair|good|very good|excellent|small|medium|large|low|high|' +
    'jamais|rarement|parfois|quelquefois|souvent|toujours|tous les jours|chaque jour|chaque semaine|chaque mois|' +
    'pas du tout|un peu|assez|plutot|beaucoup|tout a fait|pas d accord|d accord|tres mauvais|mauvais|moyen|bon|tres bon|excellent|petit|grand'
  ).split('|'),
)
/** “2 to 5”, “18–24”, “More than 50 €”, “Plus de 10”. */
const AMOUNT =
  /^((less|more|fewer|over|under|up|moins|plus|jusqu)\S*( than| to| de| a)? )?[\d.,]+( ?(-|–|to|a|et|and|%|€|\$|£|\+|years?|ans|times?|fois).*)?$/i

const isOrdered = (texts: readonly string[]): boolean => texts.filter((text) => ORDERED.has(text) || AMOUNT.test(text)).length >= 3

/** A list whose order is its meaning, in an order of its own for each visitor. */
const adviseShuffle = (advise: Advise, at: Path, texts: ReadonlyMap<string, readonly string[]>): void => {
  for (const words of texts.values())
    if (isOrdered(words)) {
      const [first, second] = words.map(quote)
      const hint = 'Whoever reads it looks for the next step: leave "shuffle" out.'
      advise([...at, 'shuffle'], 'shuffled-scale', 'options without an order of their own', `${first}, ${second}, …`, hint)
      return
    }
}

const adviseChoice = (advise: Advise, at: Path, { options, multiple, shuffle }: ChoiceQuestion): void => {
  const others = options.filter(({ other }) => other)
  for (const [index, { pin, none, other }] of options.entries()) {
    const place = [...at, 'options', index]
    if (pin && !shuffle)
      advise([...place, 'pin'], 'no-effect', '"shuffle": true beside the options', 'none', 'They keep their places anyway.')
    else if (pin && (other || none))
      advise([...place, 'pin'], 'no-effect', 'no "pin"', 'true', '"other" and "none" keep their places anyway.')
    if (none && !multiple)
      advise(
        [...place, 'none'],
        'no-effect',
        '"multiple": true beside the options',
        'one choice',
        'One choice takes the others back anyway.',
      )
    if (other && others.length > 1 && options.indexOf(others[0] as (typeof options)[number]) !== index)
      advise(
        [...place, 'other'],
        'second-other',
        'one field for what is not in the list',
        'a second one',
        'What is written in two fields is hard to read as one answer.',
      )
  }
}

const adviseAction = (advise: Advise, at: Path, question: Extract<Question, { type: 'action' }>): void => {
  const { action, href, code } = question
  if (code !== undefined && action !== 'copy')
    advise([...at, 'code'], 'no-effect', 'no "code"', `one with ${quote(action)}`, 'Only "copy" copies it.')
  if (href !== undefined && action !== 'link' && action !== 'share')
    advise([...at, 'href'], 'no-effect', 'no "href"', `one with ${quote(action)}`, 'Only "link" and "share" lead somewhere.')
}

/** Pictures in the words of NPS. */
const PICTURE = /\p{Extended_Pictographic}/u

const adviseQuestion = (advise: Advise, at: Path, question: Question): void => {
  if (question.type === 'choice') adviseChoice(advise, at, question)
  if ((question.type === 'choice' || question.type === 'ranking') && question.shuffle)
    adviseShuffle(advise, at, wordsByLanguage(question.options.map(({ text }) => text)))
  if (question.type === 'action') adviseAction(advise, at, question)
  if (question.type === 'message' && question.list && !question.list.length)
    advise([...at, 'list'], 'no-effect', 'something to say', 'an empty list', 'Leave it out.')
  if ((question.type === 'csat' || question.type === 'rating') && question.display === 'thumbs' && question.points !== 2)
    advise([...at, 'display'], 'many-thumbs', '"points": 2 beside thumbs', `${question.points ?? 5} points`, 'A thumb is up or down.')
  if (question.type === 'slider') {
    const { min = 0, max = 100, step = 1 } = question
    const steps = (max - min) / step
    if (Math.abs(steps - Math.round(steps)) > 1e-6)
      advise([...at, 'step'], 'uneven-step', `a step that leads from ${min} to ${max}`, `${step}`, `Nobody can choose ${max}.`)
  }
  if (question.type === 'text' && question.format !== 'number')
    for (const key of ['min', 'max'] as const)
      if (question[key] !== undefined)
        advise(
          [...at, key],
          'no-effect',
          '"format": "number" beside it',
          quote(question.format ?? 'text'),
          'For characters: "minLength", "maxLength".',
        )
  if (question.type === 'nps' && question.labels)
    for (const [index, label] of question.labels.entries())
      if ([...wordsByLanguage([label]).values()].flat().some((text) => PICTURE.test(text)))
        advise(
          [...at, 'labels', index],
          'nps-pictures',
          'words, as for every NPS there is',
          quote(label),
          'Faces and signs move its answers: they compare with no other.',
        )
}

/** What questions say that does nothing, or not what was meant. */
export const adviseKinds = (advised: Advised): void => {
  for (const { question, at } of placedQuestions(advised)) adviseQuestion(advised.advise, at, question)
}
