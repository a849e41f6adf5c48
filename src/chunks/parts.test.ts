import { expect, test } from 'vitest'
import type { Question, Survey } from '../survey/config'
import { chunkOf } from '../widget/questions/table'
import { partsOf } from './parts'
import type { Load } from './shared'

const options = (count: number) => Array.from({ length: count }, (_, i) => ({ id: `o${i}`, text: `${i}` }))
const choice = (count: number, display?: 'list' | 'chips' | 'filter'): Question => ({
  id: `q${count}`,
  type: 'choice',
  text: '',
  options: options(count),
  ...(display && { display }),
})
const survey = (...questions: Question[]): Survey => ({ id: 's', touchpoint: 't', trigger: { on: 'manual' }, questions })

test('more than eight options are narrowed down by a field, unless the team says how they are shown', () => {
  expect([choice(8), choice(9), choice(8, 'filter'), choice(9, 'list'), choice(9, 'chips')].map(chunkOf)).toEqual([
    'q-choice',
    'q-filter',
    'q-filter',
    'q-choice',
    'q-choice',
  ])
})

test('what is fetched for a card: the chunk of each type once, and with the field the list it stands above', async () => {
  const fetched: string[] = []
  const load = (async (name: string) => {
    fetched.push(name)
    return { type: name, extra: {} }
  }) as unknown as Load
  const { types } = await partsOf(
    survey(choice(9), choice(10), { id: 'r', type: 'ranking', text: '', options: options(2) }),
    false,
    ['en'],
    load,
  )
  expect(fetched.sort()).toEqual(['extra-en', 'q-choice', 'q-filter', 'q-ranking'])
  expect(types).toEqual({ 'q-choice': 'q-choice', 'q-filter': 'q-filter', 'q-ranking': 'q-ranking' })
  fetched.length = 0
  await partsOf(survey({ id: 'n', type: 'nps', text: '' }), false, ['en'], load)
  expect(fetched).toEqual([])
})
