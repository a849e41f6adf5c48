import { type Advised, placedQuestions } from './check-advice'

/** Questions that hold the visitor up: the score counts when it is chosen, what follows is a gift. */
export const adviseOptional = (advised: Advised): void => {
  for (const { question, at, index } of placedQuestions(advised)) {
    if (question.optional !== false) continue
    if (index)
      advised.advise(
        [...at, 'optional'],
        'forced-follow-up',
        'a follow-up that may be skipped',
        'false',
        'Leave it out: the score already counts.',
      )
    else if (question.type === 'text' || question.type === 'contact')
      advised.advise(
        [...at, 'optional'],
        'forced-text',
        'a first question of one tap, or one that may be skipped',
        question.type === 'text' ? 'a text that is required' : 'contact data that is required',
      )
  }
}
