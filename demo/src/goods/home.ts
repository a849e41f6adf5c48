import type { Words } from './types'

/** What somebody says of their home, in three steps; each answer with the things that suit it. */
export const homeSteps = [
  {
    id: 'room',
    text: { en: 'Which room comes first?', fr: 'Quelle pièce d’abord\u202f?' },
    answers: [
      { id: 'living', text: { en: 'The living room', fr: 'Le salon' }, suits: ['heron', 'dune'] },
      { id: 'bedroom', text: { en: 'The bedroom', fr: 'La chambre' }, suits: ['opaline', 'midi'] },
      { id: 'dining', text: { en: 'Where we eat', fr: 'Là où l’on mange' }, suits: ['cloche', 'sillon'] },
    ],
  },
  {
    id: 'evening',
    text: { en: 'What are your evenings for?', fr: 'Que faites-vous de vos soirées\u202f?' },
    answers: [
      { id: 'reading', text: { en: 'Reading', fr: 'Lire' }, suits: ['lutrin'] },
      { id: 'company', text: { en: 'Company', fr: 'Recevoir' }, suits: ['cloche'] },
      { id: 'nothing', text: { en: 'Nothing at all', fr: 'Ne rien faire' }, suits: ['opaline'] },
    ],
  },
  {
    id: 'light',
    text: { en: 'How much light do you like?', fr: 'Combien de lumière aimez-vous\u202f?' },
    answers: [
      { id: 'little', text: { en: 'A flame’s worth', fr: 'Celle d’une flamme' }, suits: ['vesper'] },
      { id: 'some', text: { en: 'Enough to see who is there', fr: 'De quoi voir qui est là' }, suits: ['opaline'] },
      { id: 'much', text: { en: 'Enough to thread a needle', fr: 'De quoi enfiler une aiguille' }, suits: ['lutrin'] },
    ],
  },
] as const satisfies readonly {
  readonly id: string
  readonly text: Words
  readonly answers: readonly { readonly id: string; readonly text: Words; readonly suits: readonly string[] }[]
}[]
