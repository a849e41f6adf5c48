/** What came of it: requests resolved, at first contact too, and tasks that succeeded, by what people came for. Plain values in and out. */
import type { Text } from '../../../src/survey/config'
import type { AnswerCount } from '../store'
import type { Asked } from './asked'
import type { Measure } from './measures'
import { type Rate, rate } from './rate'

export interface PurposeRate extends Rate {
  readonly option: string
  readonly label: Text
}
/** The share of `yes` among those who could say, who chose `yes`, `partly` or `no`: DOMAIN §3 leaves “too soon to say” out. */
export interface Outcome extends Rate {
  /** Those who chose anything else. */
  readonly apart: number
  /** Of a resolution: resolved *and* first contact, among those of whom both are known. Null where it is known of nobody. */
  readonly firstContact: Rate | null
  /** Of a success, by the purpose of the visit, most people first; purposes of fewer than five are left out. */
  readonly byPurpose: readonly PurposeRate[]
}

/** How often contact was made before is what some chats tell: answers of those for whom it was the first, and of the others. */
export interface ToldContacts {
  readonly first: readonly AnswerCount[]
  readonly later: readonly AnswerCount[]
}

/** Breakdown cells below this are suppressed (DOMAIN §3). */
const LEAST_IN_CELL = 5
const COUNTED: readonly string[] = ['yes', 'partly', 'no']

const chosenIn = ({ answers }: AnswerCount, question: string | undefined): string | null => {
  const answer = question !== undefined && Object.hasOwn(answers, question) ? answers[question] : null
  return Array.isArray(answer) && typeof answer[0] === 'string' ? answer[0] : null
}
const sum = (counts: readonly AnswerCount[]): number => counts.reduce((total, { n }) => total + n, 0)

/** Of people who could say: how many said yes. */
const rateOf = (counts: readonly AnswerCount[], question: string): Rate => {
  const counted = counts.filter((one) => COUNTED.includes(chosenIn(one, question) ?? ''))
  return rate(sum(counted.filter((one) => chosenIn(one, question) === 'yes')), sum(counted))
}

/** Whether it was the first contact is asked, or told by the chat; where both are there, what was told counts. */
const firstContactOf = (counts: readonly AnswerCount[], question: string, asked: string | undefined, told: ToldContacts): Rate | null => {
  const answered = (list: readonly AnswerCount[], answer: string) => list.filter((one) => chosenIn(one, asked) === answer)
  const both = (answer: string) => {
    const [all, known] = [counts, [...told.first, ...told.later]].map((list) => rateOf(answered(list, answer), question))
    return { yes: (all?.yes ?? 0) - (known?.yes ?? 0), n: (all?.n ?? 0) - (known?.n ?? 0) }
  }
  const [first, later] = [rateOf(told.first, question), rateOf(told.later, question)]
  const [saidFirst, saidLater] = [both('yes'), both('no')]
  const n = first.n + later.n + saidFirst.n + saidLater.n
  return n > 0 ? rate(first.yes + saidFirst.yes, n) : null
}

/**
 * What a choice that reports as `resolution` or `success` measures; null for any other, and where nobody answered it.
 *
 * @param beside What the survey's other choices measure, by question.
 * @param purposes The options of the question that asks for the purpose.
 */
export const outcomeOf = (
  { id }: Pick<Asked, 'id'>,
  beside: ReadonlyMap<string, Measure>,
  counts: readonly AnswerCount[],
  purposes: Asked['parts'] = [],
  told: ToldContacts = { first: [], later: [] },
): Outcome | null => {
  const measure = beside.get(id)
  const answered = counts.filter((one) => chosenIn(one, id) !== null)
  if ((measure !== 'resolution' && measure !== 'success') || answered.length === 0) return null
  const questionFor = (wanted: Measure) => [...beside].find(([, each]) => each === wanted)?.[0]
  const purpose = measure === 'success' ? questionFor('purpose') : undefined
  const named = new Set(answered.flatMap((one) => chosenIn(one, purpose) ?? []))
  const all = rateOf(answered, id)
  return {
    ...all,
    apart: sum(answered) - all.n,
    firstContact: measure === 'resolution' ? firstContactOf(answered, id, questionFor('first-contact'), told) : null,
    byPurpose: [...named]
      .map((option) => ({
        option,
        label: purposes.find((part) => part.id === option)?.text ?? option,
        ...rateOf(
          answered.filter((one) => chosenIn(one, purpose) === option),
          id,
        ),
      }))
      .filter(({ n }) => n >= LEAST_IN_CELL)
      .sort((a, b) => b.n - a.n || (a.option < b.option ? -1 : 1)),
  }
}
