import type { h } from 'preact'
import type { TriggerType } from '../survey/config'

type Create = typeof h

/** What the card hands in. */
export interface MoreProps {
  /** Language of the words, as the card's. */
  readonly lang: string
  /** What called for the question. */
  readonly on: TriggerType
  /** Only some of the visitors are asked. */
  readonly isSample: boolean
  readonly later: () => void
  readonly never: () => void
}

interface MoreWords {
  readonly later: string
  readonly never: string
  readonly whyAsked: string
  readonly because: Readonly<Record<'did' | 'here' | 'earlier' | 'back' | 'opened', string>>
  readonly sample: string
  readonly free: string
}
const words: Readonly<Record<'en' | 'fr', MoreWords>> = {
  en: {
    later: 'Ask me later',
    never: 'Don’t ask me again',
    whyAsked: 'Why am I being asked?',
    because: {
      did: 'Because of something you have just done on this site.',
      here: 'Because of the page you are on and how you use it.',
      earlier: 'Because of something you did on this site a while ago.',
      back: 'Because you have come back to this site.',
      opened: 'Because this question was opened here.',
    },
    sample: 'Only some visitors, chosen at random, are asked.',
    free: 'You need not answer.',
  },
  fr: {
    later: 'Me demander plus tard',
    never: 'Ne plus me demander',
    whyAsked: 'Pourquoi cette question ?',
    because: {
      did: 'En raison de ce que vous venez de faire sur ce site.',
      here: 'En raison de la page où vous êtes et de l’usage que vous en faites.',
      earlier: 'En raison de ce que vous avez fait sur ce site il y a quelque temps.',
      back: 'Parce que vous êtes de retour sur ce site.',
      opened: 'Parce que cette question a été ouverte ici.',
    },
    sample: 'Seuls certains visiteurs, choisis au hasard, sont interrogés.',
    free: 'Vous n’êtes pas tenu de répondre.',
  },
}
const reason: Readonly<Record<TriggerType, keyof MoreWords['because']>> = {
  event: 'did',
  click: 'did',
  sequence: 'did',
  friction: 'did',
  page: 'here',
  visible: 'here',
  scroll: 'here',
  exit: 'here',
  dwell: 'here',
  idle: 'here',
  after: 'earlier',
  returning: 'back',
  manual: 'opened',
}

/**
 * What is behind the card's “⋯”: later, never again, and a true answer to why one is asked. A
 * chunk of its own: it gets `h` handed in.
 */
export const more =
  // biome-ignore lint/correctness/noUnusedFunctionParameters: JSX is calls of `h`.
    (h: Create) =>
    ({ lang, on, isSample, later, never }: MoreProps) => {
      const say = words[/^fr\b/.test(lang) ? 'fr' : 'en']
      return (
        <div class="more" id="m">
          <p>
            <b>{say.whyAsked}</b> {say.because[reason[on]]} {isSample && say.sample} {say.free}
          </p>
          <button type="button" class="next" onClick={later}>
            {say.later}
          </button>
          <button type="button" class="next" onClick={never}>
            {say.never}
          </button>
        </div>
      )
    }
export type More = ReturnType<typeof more>
