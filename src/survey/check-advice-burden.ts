import { type Advised, placedTriggers, waysOf } from './check-advice'
import type { Path } from './check-words'
import type { Layout, Question } from './config'

/** More than that, and who began does not finish. */
const MOST = 5

/** The most questions somebody may be asked. Rules that lead back end it, as they do on the page. */
const longest = (questions: readonly Question[]): number => {
  const from: number[] = []
  for (let index = questions.length - 1; index >= 0; index--) {
    const { next = [], type } = questions[index] as Question // within the list
    const targets = next.flatMap((rule) => ('goTo' in rule ? questions.findIndex(({ id }) => id === rule.goTo) : []))
    if (!next.some(({ when }) => !when)) targets.push(index + 1)
    const most = Math.max(0, ...targets.filter((target) => target > index).map((target) => from[target] ?? 0))
    from[index] = most + (type === 'message' || type === 'action' ? 0 : 1)
  }
  return from[0] ?? 0
}

const isShort = (questions: readonly Question[]): boolean =>
  longest(questions) <= 2 && questions.every(({ type }) => /^(nps|csat|ces|rating|text)$/.test(type))

/** Everybody waits for a dialog: it is for what matters more than what they came for. */
const adviseModal = ({ advise }: Advised, at: Path, layout: Layout | undefined, questions: readonly Question[]): void => {
  if (layout?.type === 'modal' && isShort(questions))
    advise(
      [...at, 'layout', 'type'],
      'heavy-modal',
      'a card or a bar for one tap',
      '"modal"',
      'A dialog holds up what the visitor came for.',
    )
}

/** What a survey asks of those who are asked. */
export const adviseBurden = (advised: Advised): void => {
  const { survey, at, advise } = advised
  const triggers = placedTriggers(advised).map(({ trigger }) => trigger.on)
  const isOpened = triggers.every((on) => on === 'launcher' || on === 'manual')
  const lists = new Map(waysOf(advised).map(({ questions, questionsAt }) => [questions, questionsAt]))
  for (const [questions, at] of lists) {
    const most = longest(questions)
    if (most > MOST)
      advise(
        at,
        'too-many',
        `${MOST} questions at most on any way through`,
        `${most}`,
        'Each question loses some who began: ask what you will act on.',
      )
  }
  if (!isOpened) {
    adviseModal(advised, at, survey.layout, survey.questions)
    for (const [index, { layout, questions = survey.questions }] of (survey.variants ?? []).entries())
      adviseModal(advised, [...at, 'variants', index], layout, questions)
  }
  if (survey.closeAfterSeconds && (survey.layout?.type === 'modal' || isOpened)) {
    const [expected, hint] = isOpened
      ? ['a question that stays once the visitor has opened it', 'Leave it out: they close it themselves.']
      : ['a dialog that waits for an answer', 'What goes by itself while it is read frightens: use a card or a bar.']
    advise([...at, 'closeAfterSeconds'], 'goes-by-itself', expected, `${survey.closeAfterSeconds} s`, hint)
  }
  if (triggers.every((on) => on === 'launcher'))
    for (const key of ['frequency', 'priority', 'reserve'] as const)
      if (survey[key] !== undefined)
        advise([...at, key], 'no-effect', 'a survey that asks by itself', 'only a launcher', 'What visitors open is not held back.')
}
