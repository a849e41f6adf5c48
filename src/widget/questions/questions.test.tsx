import { cleanup, fireEvent, render } from '@testing-library/preact'
import { h } from 'preact'
import { afterEach, expect, test, vi } from 'vitest'
import type { ChoiceQuestion, Question, ScaleQuestion, TextQuestion } from '../../survey/config'
import { labelsOf } from '../labels'
import { put } from '../put'
import type { QuestionProps, TypeInstance } from '../types'
import { extra } from '../words/extra-en'
import { words } from '../words/words-en'
import { type as choice } from './choice'
import { drawings } from './drawings'
import { scale } from './scale'
import { text } from './text'

afterEach(cleanup)

const props = <Q extends Question>(question: Q, value?: QuestionProps['value']) => ({
  question,
  value,
  words,
  text: (text: Question['text']) => (typeof text === 'string' ? text : (text.en ?? '')),
  choose: vi.fn(),
  keep: vi.fn(),
  type: vi.fn(),
  extra,
  get: () => undefined,
  draw: vi.fn(),
  announce: vi.fn(),
  seed: 's',
  lookAway: {},
  alert: false as const,
  wrong: undefined,
  isFree: false,
  drawings,
})
const names = (elements: readonly HTMLElement[]) => elements.map((element) => element.getAttribute('aria-label') ?? element.textContent)

test.each<[string, ScaleQuestion, string, string]>([
  [
    'nps',
    { id: 'q', type: 'nps', text: '' },
    '0 on a scale from 0 to 10, Not at all likely',
    '10 on a scale from 0 to 10, Extremely likely',
  ],
  ['csat', { id: 'q', type: 'csat', text: '' }, '1 of 5, Very badly', '5 of 5, Very well'],
  ['ces', { id: 'q', type: 'ces', text: '' }, '1 of 7, Strongly disagree', '7 of 7, Strongly agree'],
  ['rating without labels', { id: 'q', type: 'rating', text: '', points: 11 }, '1 of 11', '11 of 11'],
  ['two points', { id: 'q', type: 'csat', text: '', points: 2, labels: ['No', { en: 'Yes' }] }, '1 of 2, No', '2 of 2, Yes'],
])('%s names its points', (_, question, first, last) => {
  const { getAllByRole } = render(scale(props(question)))
  const all = names(getAllByRole('radio'))
  expect([all[0], all.at(-1)]).toEqual([first, last])
})

test('a face never stands without a text, if only its number', () => {
  const { getAllByRole } = render(scale(props({ id: 'q', type: 'csat', text: '', points: 3 })))
  expect(getAllByRole('radio').map((radio) => radio.textContent)).toEqual(['1', '2', '3'])
})

test('the mouths of five faces are five', () => {
  const { container } = render(scale(props({ id: 'q', type: 'csat', text: '' })))
  expect(new Set([...container.querySelectorAll('path')].map((path) => path.getAttribute('d'))).size).toBe(5)
})

test('stars fill up to the choice, and only the choice is checked', () => {
  const { getAllByRole, container } = render(scale({ ...props<ScaleQuestion>({ id: 'q', type: 'rating', display: 'stars', text: '' }, 3) }))
  const stars = getAllByRole('radio')
  expect([...container.querySelectorAll('svg')].map((star) => star.matches('.on'))).toEqual([true, true, true, false, false])
  expect(stars.map((star) => star.getAttribute('aria-checked'))).toEqual(['false', 'false', 'true', 'false', 'false'])
})

test('a point is chosen with its value and whether a pointer did it', () => {
  const given = props<ScaleQuestion>({ id: 'q', type: 'nps', text: '' })
  const { getAllByRole } = render(scale(given))
  fireEvent.click(getAllByRole('radio')[0] as HTMLElement, { detail: 1 })
  fireEvent.click(getAllByRole('radio')[10] as HTMLElement, { detail: 0 })
  expect(given.choose.mock.calls).toEqual([
    [0, true],
    [10, false],
  ])
})

test('labels: built in, one for each point, or two for the ends', () => {
  const say = (text: Question['text']) => String(text)
  expect(labelsOf({ id: 'q', type: 'csat', text: '', points: 4 }, words, say)).toEqual(['', '', '', ''])
  expect(labelsOf({ id: 'q', type: 'rating', text: '' }, words, say)).toEqual(['', '', '', '', ''])
  expect(labelsOf({ id: 'q', type: 'rating', text: '', points: 3, labels: ['a', 'b', 'c'] }, words, say)).toEqual(['a', 'b', 'c'])
  expect(labelsOf({ id: 'q', type: 'nps', text: '', labels: ['a', 'b'] }, words, say)).toEqual(['a', ...Array(9).fill(''), 'b'])
})

test('a text hands over every keystroke and keeps what was there', () => {
  const given = props<TextQuestion>({ id: 'q', type: 'text', text: '', placeholder: 'Go on' }, 'So')
  const { getByPlaceholderText } = render(text(h)(given))
  const field = getByPlaceholderText('Go on') as HTMLTextAreaElement
  expect([field.localName, field.value]).toEqual(['textarea', 'So'])
  fireEvent.input(field, { target: { value: 'So far' } })
  expect(given.type).toHaveBeenCalledWith('So far')
})

const options = ['one', 'two', 'three'].map((id) => ({ id, text: id }))

test('one option is a radio button, several are checkboxes; the last one taken back is no answer', () => {
  const { draw } = choice.open(h, put, {}) as TypeInstance<ChoiceQuestion>
  const one = props<ChoiceQuestion>({ id: 'q', type: 'choice', text: '', options }, ['two'])
  const first = render(draw(one))
  fireEvent.click(first.getByRole('radio', { name: 'three' }), { detail: 1 })
  expect(one.choose).toHaveBeenCalledWith(['three'], true)
  expect(first.getByRole('radio', { checked: true }).textContent).toBe('two')
  cleanup()
  const many = props<ChoiceQuestion>({ id: 'q', type: 'choice', text: '', options, multiple: true }, ['three'])
  const second = render(draw(many))
  fireEvent.click(second.getByRole('checkbox', { name: 'one' }), { detail: 1 })
  expect(many.choose).toHaveBeenCalledWith(['one', 'three'], false)
  fireEvent.click(second.getByRole('checkbox', { name: 'three' }), { detail: 1 })
  expect(many.choose).toHaveBeenLastCalledWith(undefined, false)
})
