// @vitest-environment node
import { describe } from 'vitest'
import { csat, each, nps } from './testkit'

describe('labels and colours', () => {
  const labels = (...labels: unknown[]) => ({ questions: [{ ...csat, labels }] })
  const options = (...texts: unknown[]) => ({
    questions: [{ id: 'q', type: 'choice', text: 'Which?', options: texts.map((text, index) => ({ id: `${index}`, text })) }],
  })
  const french = (...words: string[]) => labels(...words.map((fr) => ({ fr })))
  const bands = 'colour-band surveys[0].questions[0].labels'
  each([
    ['circles of colours', labels('🔴', '🟠', '🟡', '🟢', '🔵'), bands],
    ['hearts and words', labels('❤️ Bad', 'Poor', 'Fair', 'Good', '💚 Great'), bands],
    ['words of colours', labels('Red', 'Orange', 'Yellow', 'Green', 'Blue'), bands],
    ['faces', labels('😡', '🙁', '😐', '🙂', '😍')],
    ['one heart', labels('Bad', 'Poor', 'Fair', 'Good', '❤️')],
    ['colours as answers', options('Red', 'Green')],
    ['colours in the question', { questions: [{ ...nps, help: '🔴 0–6, 🟢 9–10' }] }, 'colour-band surveys[0].questions[0].help'],
    ['the same label twice', labels('Bad', 'Poor', 'OK', 'Good', 'good!'), 'same-label surveys[0].questions[0].labels[4]'],
    ['two words for one thing', labels('Bad', 'Okay', 'OK', 'Good', 'Great'), 'same-label surveys[0].questions[0].labels[2]'],
    ['neutral twice', labels('Bad', 'Neither good nor bad', 'Neutral', 'Good', 'Great'), 'same-label surveys[0].questions[0].labels[2]'],
    ['in French', french('Mauvais', 'Pas bon', 'Moyen', 'Bon', 'Très bon'), 'same-label surveys[0].questions[0].labels[1].fr'],
    [
      'in French, without saying so',
      labels('Mauvais', 'Pas bon', 'Moyen', 'Bon', 'Très bon'),
      'same-label surveys[0].questions[0].labels[1]',
    ],
    ['accents', french('Élevé', 'Eleve', 'Moyen', 'Bas', 'Très bas'), 'same-label surveys[0].questions[0].labels[1].fr'],
    ['a usual scale', labels('Poor', 'Fair', 'Good', 'Very good', 'Excellent')],
    ['a usual scale in French', french('Très mauvais', 'Mauvais', 'Moyen', 'Bon', 'Excellent')],
    ['numbers', labels('1', '2', '3', '4', '5')],
    ['signs that matter', options('C', 'C++', 'C#', '< 10', '> 10')],
    [
      'options of one meaning',
      options('Yes', { en: 'I don’t know', fr: 'Je ne sais pas' }, { en: 'Not sure', fr: 'Aucune idée' }),
      'same-label surveys[0].questions[0].options[2].text.en',
    ],
    [
      'different in one language, the same in another',
      options({ en: 'Maybe', fr: 'Oui' }, { en: 'Yes', fr: 'oui' }),
      'same-label surveys[0].questions[0].options[1].text.fr',
    ],
    [
      'in a variant',
      { variants: [{ id: 'a', questions: [{ ...csat, labels: ['Bad', 'Okay', 'OK', 'Good', 'Great'] }] }] },
      'same-label surveys[0].variants[0].questions[0].labels[2]',
    ],
  ])
})
