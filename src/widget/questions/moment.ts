import type { h } from 'preact'
import type { ChoiceQuestion, MomentQuestion, Text } from '../../survey/config'
import type { Answer } from '../../survey/wire'
import type { QuestionProps, TypeChunk, TypeInstance } from '../types'
import type { MomentWords } from '../words/moment'

type Props = QuestionProps<MomentQuestion>

/** What this visitor lived, as it is offered. */
export interface Offer {
  /** Ids in the order lived, `max` at most. `text` fills in what is known of the moment that called for the question. */
  readonly moments: (max: number, text: (text: Text) => string) => readonly string[]
  /** The team's own name of a moment; default: the built-in one. */
  readonly name: (id: string) => Text | undefined
  /** Built-in names in the language asked for; those at hand until they have come, then it is drawn again. */
  readonly words: (lang: string, draw: () => void) => MomentWords
}

/**
 * Which moment stands out: a choice (`choice.tsx`) over those that were lived, and two more that are always there. The answer is one id; its place in
 * the list goes with it, since first and last are chosen more easily. What else was offered is nobody's but the visitor's.
 */
export const momentType = ({ moments, name, words }: Offer): TypeChunk => ({
  open(create: typeof h, put, types) {
    const list = types['q-choice']?.open(create, put, types) as TypeInstance<ChoiceQuestion>
    /** As it was when it was first asked for: what is lived meanwhile moves nothing. */
    let lived: readonly string[] | undefined
    let spoken: MomentWords | undefined
    let asked: ChoiceQuestion | undefined

    const named = (question: MomentQuestion, id: string): Text =>
      (id === 'other' || id === 'none' ? question[id] : name(id)) ?? spoken?.names[id as never] ?? id
    const ask = (question: MomentQuestion, text: Props['text']) => {
      lived ??= moments(question.max ?? 6, text)
      const option = (id: string) => ({
        id,
        other: id === 'other',
        // Read whenever it is drawn: the language may change.
        get text() {
          return named(question, id)
        },
      })
      asked ??= { ...question, type: 'choice', display: 'list', options: [...lived, 'other', 'none'].map(option) } as ChoiceQuestion
      return asked
    }
    return {
      draw(props: Props) {
        const { question, value, choose, keep, text, extra, draw } = props
        spoken = words(extra.lang, draw)
        return list.draw({
          ...props,
          question: ask(question, text),
          value: value && [value as string],
          choose: (ids: Answer | undefined, byPointer: boolean, part?: string) => {
            // What “other” was is taken back.
            if (part) return choose(ids, byPointer, part)
            const [id = ''] = ids as readonly string[]
            keep((lived as readonly string[]).indexOf(id) + 1 || undefined, 'position')
            return choose(id, byPointer)
          },
        } as QuestionProps<ChoiceQuestion>)
      },
    } as TypeInstance<MomentQuestion> as TypeInstance<never>
  },
})
