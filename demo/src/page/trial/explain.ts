/** “Why was I (not) asked?”: what `explain` says, verdict first. Its sentences are English, as Peakend gives them. */
import { element, words } from '../dom'
import { peakend } from '../peakend'

interface Gate {
  readonly gate: string
  readonly pass: boolean
  readonly text: string
}
interface Explanation {
  readonly survey: string
  readonly pass: boolean
  readonly gates: readonly Gate[]
  readonly nextPossible?: string
}

/** These only open at the visitor's own click: no gate stands before that. */
const byVisitor = ['page-helpful', 'feedback']

const gateItem = ({ gate, pass, text }: Gate): HTMLElement =>
  element(
    'li',
    { class: pass ? 'passes' : 'refuses' },
    element('span', { class: 'hidden' }, `${pass ? words().passed : words().refused}: `),
    element('span', { lang: 'en' }, element('b', {}, gate), ` ${text}`),
  )

const surveyItem = ({ survey, pass, gates, nextPossible }: Explanation, isOpen: boolean): HTMLElement => {
  const { verdicts, surveys } = words()
  const refusals = gates.filter((gate) => !gate.pass)
  const verdict = !document.documentElement.dataset['recipe'] && byVisitor.includes(survey) ? 'byVisitor' : pass ? 'yes' : 'no'
  const date = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'long' })
  const first = verdict === 'no' && refusals[0] ? [element('p', { lang: 'en' }, refusals[0].text)] : []
  const next = verdict === 'no' && nextPossible ? [element('p', {}, words().nextPossible(date.format(Date.parse(nextPossible))))] : []
  return element(
    'li',
    {},
    element('h4', {}, surveys[survey] ?? survey, ' ', element('span', { class: `verdict ${verdict}` }, verdicts[verdict])),
    ...first,
    ...next,
    element(
      'details',
      { open: isOpen, 'data-survey': survey },
      element(
        'summary',
        {},
        words().gates(gates.length - refusals.length, gates.length),
        element('span', { class: 'hidden' }, ` (${surveys[survey] ?? survey})`),
      ),
      element('ul', {}, ...[...refusals, ...gates.filter((gate) => gate.pass)].map(gateItem)),
    ),
  )
}

/** What is drawn, as it was given: drawn anew only when something else is true. */
let drawn = ''

/** Draws it into `place`; what was unfolded stays so, and the focus where it was. */
export const drawExplanations = async (place: HTMLElement): Promise<void> => {
  const found = (await peakend('explain')) as readonly Explanation[] | null | undefined
  const now = JSON.stringify(found ?? null)
  if (now === drawn) return
  drawn = now
  if (!found) return place.replaceChildren(element('p', { class: 'trial-quiet' }, words().notLoaded))
  const idOf = (one: Element | null | undefined) => one?.closest('details')?.dataset['survey']
  const open = [...place.querySelectorAll('details[open]')].map(idOf)
  const focused = place.contains(document.activeElement) ? idOf(document.activeElement) : undefined
  place.replaceChildren(element('ul', { class: 'trial-surveys' }, ...found.map((one) => surveyItem(one, open.includes(one.survey)))))
  for (const summary of place.querySelectorAll('summary')) if (focused && idOf(summary) === focused) summary.focus()
}
