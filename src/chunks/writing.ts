import type { Question, Survey } from '../survey/config'

/** Whether it asks how to reach somebody. */
export const asksContact = (question: Question): boolean =>
  question.type === 'contact' ||
  (question.type === 'text' && /^(email|phone)$/.test(`${question.format}`)) ||
  (question.type === 'action' && question.action === 'callback')

/** Whether a visitor can write something that is not asked for by name: a text, what “other” is. */
export const canWrite = ({ questions }: Survey): boolean =>
  questions.some(
    (question) =>
      (question.type === 'text' && !asksContact(question)) ||
      question.type === 'moment' ||
      (question.type === 'choice' && question.options.some(({ other }) => other)),
  )
