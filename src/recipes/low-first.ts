import type { Condition } from '../survey/condition'
import type { Question } from '../survey/config'
import type { Asked, Ends, HelpOptions, Kit, Words } from './types'

/** What a survey says that begins with a score. */
export interface LowFirst {
  readonly first: Question
  /** A low score. */
  readonly isLow: Condition
  /** What can have gone wrong, several of it, beside “Something else”. */
  readonly obstacle: { readonly text: Words; readonly options: Readonly<Record<string, Words>> }
  readonly comment: Words
  readonly help: Words
  readonly thanks: Words
  readonly sorry: Words
}

/** A score; where it is low what went wrong, in one tap and in words, and an offer of help. Everybody else is done. */
export const lowFirst = (options: HelpOptions<string>, { inOrder, help }: Kit, said: LowFirst) => {
  const { first, isLow, obstacle } = said
  const offer = help(said.help, options, { when: isLow })
  const asked: Asked[] = [
    first,
    {
      id: 'obstacle',
      type: 'choice',
      multiple: true,
      max: 3,
      display: 'chips',
      shuffle: true,
      optional: true,
      text: obstacle.text,
      options: [
        ...Object.entries(obstacle.options).map(([id, text]) => ({ id, text })),
        { id: 'other', text: { en: 'Something else', fr: 'Autre chose' }, other: true },
      ],
      onlyWhen: isLow,
    },
    { id: 'comment', type: 'text', optional: true, text: said.comment, onlyWhen: isLow },
    ...offer.asked,
  ]
  const ends: Ends[] = [...offer.ends, { id: 'low', when: isLow, text: said.sorry }, { id: 'default', text: said.thanks }]
  return inOrder(asked, ends)
}
