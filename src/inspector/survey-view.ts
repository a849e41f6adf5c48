import { triggersOf } from '../survey/compile'
import type { Survey } from '../survey/config'
import type { Due } from '../survey/due'
import { duration } from './duration'
import { put } from './put'
import { conditionWords, whenWords } from './trigger-words'
import type { Explained, Gate, Mistake, Rules } from './types'
import type { Standing, Words } from './words'

/** A text and whether it is an English sentence of `explain` or of the check, whatever the language around it. */
export interface Said {
  readonly text: string
  readonly isEnglish?: boolean
}
/** All that is shown of one survey. */
export interface SurveyView {
  readonly id: string
  readonly standing: Standing
  /** Goes on after the word for the standing. */
  readonly why: Said
  /** Further gates that refuse. */
  readonly more: number
  /** Milliseconds since the epoch. */
  readonly nextPossible: number | undefined
  readonly gates: readonly Gate[]
  readonly triggers: readonly { readonly when: string; readonly conditions: readonly string[] }[]
  readonly rules: Rules | undefined
  readonly waiting: readonly Said[]
}

/** Gates that only ask for patience: they look at the page as it is now. */
const ofThePage = /^(open|quiet|budget)$/

/** What waits, in words: the delay, the next step of a sequence, a quiet moment. */
const waitingWords = (survey: Survey, { i, k, r, t }: Due, now: number, page: readonly Gate[], words: Words): Said[] => {
  const trigger = triggersOf(survey)[i]
  const { waits } = words
  if (!trigger) return []
  if (k && trigger.on === 'sequence') {
    const step = trigger.steps[k]
    const next = step ? whenWords(step, words) : ''
    return [{ text: put(waits.sequence, { done: k, all: trigger.steps.length, next }) }]
  }
  if (r) return [{ text: waits.resume }]
  if (t > now) return [{ text: put(waits.delay, { left: duration((t - now) / 1000, words) }) }]
  return page[0] ? [{ text: waits.quiet }, ...page.map(({ text }) => ({ text, isEnglish: true }))] : [{ text: waits.turn }]
}

export interface Seen {
  readonly survey: Survey
  readonly explained: Explained
  readonly rules: Rules
  readonly due: readonly Due[]
  /** The survey on the screen. */
  readonly open: string
  /** What the device’s clock says: delays run by it, whatever date is pretended. */
  readonly now: number
}

/** Where a survey stands, in one line and in all details. */
export const surveyView = ({ survey, explained, rules, due, open, now }: Seen, words: Words): SurveyView => {
  const { id } = survey
  // What only `show()` or the visitor opens heeds nothing but another question and a dialog.
  const isManual = triggersOf(survey).every(({ on }) => on === 'manual' || on === 'launcher')
  const refusing = explained.gates.filter(({ pass, code }) => !pass && (!isManual || code === 'busy' || code === 'dialog'))
  const own = refusing.filter(({ gate }) => !ofThePage.test(gate))
  const page = refusing.filter(({ gate }) => ofThePage.test(gate))
  const mine = due.filter(({ s }) => s === id)
  const waiting = mine.flatMap((one) => waitingWords(survey, one, now, page, words))
  const isDue = mine.some(({ k }) => !k)
  const when = triggersOf(survey).map((trigger) => whenWords(trigger, words, id))
  const first = (gates: readonly Gate[]): Said => ({ text: gates[0]?.text ?? '', isEnglish: true })
  const [standing, why, more]: readonly [Standing, Said, number] =
    open === id
      ? ['open', { text: words.onScreen }, 0]
      : own[0]
        ? ['no', first(own), own.length - 1]
        : isDue
          ? ['waits', { text: waiting[0]?.text ?? '' }, 0]
          : page[0]
            ? ['busy', first(page), page.length - 1]
            : ['may', { text: when.join(`, ${words.or} `) }, 0]
  const next = Date.parse(explained.nextPossible ?? '')
  return {
    id,
    standing,
    why,
    more,
    nextPossible: standing === 'no' && next > now ? next : undefined,
    gates: explained.gates,
    triggers: triggersOf(survey).map((trigger, index) => ({ when: when[index] ?? '', conditions: conditionWords(trigger, words) })),
    rules,
    waiting,
  }
}

/** A survey that is configured and not watched: switched off with everything else, or it has a mistake. */
export const brokenView = (id: string, index: number, mistakes: readonly Mistake[], isKilled: boolean, words: Words): SurveyView => {
  const path = `surveys[${index}]`
  const errors = mistakes.filter(
    (mistake) => mistake.severity === 'error' && (mistake.path === path || mistake.path.startsWith(`${path}.`)),
  )
  const why = isKilled ? { text: words.killed } : { text: errors[0]?.message ?? words.checking, isEnglish: !!errors[0] }
  return {
    id,
    standing: 'broken',
    why,
    more: isKilled ? 0 : Math.max(0, errors.length - 1),
    nextPossible: undefined,
    gates: [],
    triggers: [],
    rules: undefined,
    waiting: [],
  }
}
