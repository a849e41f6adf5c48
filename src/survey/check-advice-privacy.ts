import { type Advised, placedQuestions } from './check-advice'
import { quote } from './check-words'
import type { Question } from './config'

/** Asks for what identifies somebody. */
const asksWho = (question: Question): boolean =>
  question.type === 'contact' ||
  (question.type === 'text' && (question.format === 'email' || question.format === 'phone')) ||
  (question.type === 'action' && question.action === 'callback')

/** Says what becomes of it, and where one can read more. */
const saysWhy = (question: Question): boolean => 'link' in question && question.link !== undefined

/** Who asks for a name or an address says what for: the notice is one tap away (GDPR, article 13). */
export const advisePrivacy = (advised: Advised): void => {
  const placed = placedQuestions(advised)
  if (advised.config.privacy !== undefined || placed.some(({ question }) => saysWhy(question))) return
  const first = placed.find(({ question }) => asksWho(question))
  if (first)
    advised.advise(
      first.at,
      'no-privacy-notice',
      'the address of the privacy notice in "privacy", or a "link" to it in this survey',
      `${quote(first.question.type)} without one`,
      'Who gives a name or a number may know what becomes of it.',
    )
}
