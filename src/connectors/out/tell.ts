import type { Around, Told } from '../around'
import { safely } from '../chain'

/** Hands one event to the page's own tag: its name, and who asked what. */
type Send = (name: string, props: Readonly<Record<string, string | number>>) => unknown

/**
 * Tells a tag of the page what becomes of questions: which survey, which question, and of a scale its point. Nothing that was written, no contact
 * details, no option that was chosen (what somebody wrote looks the same), and no number of the visitor's or the response's.
 */
export const tellTag = ({ handle }: Pick<Around, 'handle'>, send: Send): (() => void) => {
  /** What was told of a response already: an answer is told again only when a point changed. */
  const told = new Map<string, unknown>()
  const tell = safely(send)
  const plain =
    (name: string) =>
    ({ survey }: Told) =>
      tell(`peakend_${name}`, { survey })
  const offs = [
    handle.on('shown', plain('shown')),
    handle.on('answered', ({ survey, response, answers = {} }) => {
      for (const [question, answer] of Object.entries(answers)) {
        const score = typeof answer === 'number' ? answer : undefined
        const key = `${response} ${question}`
        if (told.has(key) && told.get(key) === score) continue
        told.set(key, score)
        tell('peakend_answered', { survey, question, ...(score !== undefined && { score }) })
      }
    }),
    handle.on('completed', plain('completed')),
    handle.on('dismissed', plain('dismissed')),
  ]
  return () => {
    for (const off of offs) off()
  }
}
