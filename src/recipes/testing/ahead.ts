import type { Survey } from '../../survey/config'

type Node = Readonly<Record<string, unknown>>

/** A survey in what the language knows today; see `ahead.ts`. To be taken away with it. */
export const today = (survey: Survey): Survey => {
  const {
    split: _,
    trigger,
    questions,
    endings,
    ...rest
  } = survey as unknown as Node & {
    trigger: Node
    questions: Node[]
    endings: Node[]
  }
  return {
    ...rest,
    trigger: trigger.on === 'journey' ? { on: 'event', name: trigger.after ?? 'came_back' } : trigger,
    questions: questions.map(({ reportsAs: _, ...question }) =>
      question.type === 'moment'
        ? {
            ...question,
            max: undefined,
            type: 'choice',
            options: ['cart', 'other', 'none'].map((id) => ({ id, text: { en: id, fr: `${id} ` } })),
          }
        : question,
    ),
    endings: endings.map(({ link: _, ...ending }) => ending),
  } as unknown as Survey
}
