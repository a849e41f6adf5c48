import type { Words } from './types'

/** Scales whose labels no question type has built in, worst first. `wentWell5`, `agree7` and `nps11` are those of `csat`, `ces` and `nps`. */
export const scales = {
  /** For teams that go on with the classic wording. French qualifies the thing, not the person. */
  satisfaction5: [
    { en: 'Very dissatisfied', fr: 'Très insatisfaisant' },
    { en: 'Fairly dissatisfied', fr: 'Plutôt insatisfaisant' },
    { en: 'Neither satisfied nor dissatisfied', fr: 'Ni satisfaisant ni insatisfaisant' },
    { en: 'Fairly satisfied', fr: 'Plutôt satisfaisant' },
    { en: 'Very satisfied', fr: 'Très satisfaisant' },
  ],
  /** One for the peak and for the end, so that the two may be compared. */
  pleasant5: [
    { en: 'Very unpleasant', fr: 'Très désagréable' },
    { en: 'Fairly unpleasant', fr: 'Plutôt désagréable' },
    { en: 'Neither pleasant nor unpleasant', fr: 'Ni agréable ni désagréable' },
    { en: 'Fairly pleasant', fr: 'Plutôt agréable' },
    { en: 'Very pleasant', fr: 'Très agréable' },
  ],
  /** Confidence in the choice: one item, inspired by Sweeney, Hausknecht & Soutar (2000), not their scale of 22. */
  rightChoice5: [
    { en: 'Not at all', fr: 'Pas du tout' },
    { en: 'Not really', fr: 'Pas vraiment' },
    { en: 'More or less', fr: 'Plus ou moins' },
    { en: 'Mostly', fr: 'Plutôt oui' },
    { en: 'Entirely', fr: 'Tout à fait' },
  ],
} as const satisfies Readonly<Record<string, readonly Words[]>>
