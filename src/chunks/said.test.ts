import { describe, expect, test } from 'vitest'
import type { Config, Question, Survey } from '../survey/config'
import { moment as en } from '../widget/words/moment-en'
import { moment as fr } from '../widget/words/moment-fr'
import { start } from './said'
import type { Load } from './shared'
import type { Language } from './spoken'

const config: Config = {
  version: 1,
  touchpoints: [{ id: 'atelier', stage: 'evaluation', category: 'sales', name: { en: 'Our atelier', fr: 'Notre atelier' } }],
  surveys: [],
}
const survey = (...questions: Question[]): Survey => ({ id: 's', touchpoint: 'atelier', trigger: { on: 'manual' }, questions })
const moment: Question = { id: 'm', type: 'moment', text: 'M', none: { en: 'No moment', fr: 'Aucun' } }
const choice: Question = {
  id: 'c',
  type: 'choice',
  multiple: true,
  text: 'C',
  options: [
    { id: 'price', text: { en: 'The price', fr: 'Le prix' } },
    { id: 'advice', text: 'Advice' },
    { id: 'o', text: 'Something else', other: true },
  ],
}
const fetched: string[] = []
const load = (async (name: string) => {
  fetched.push(name)
  if (name === 'moment-de') throw Error('offline')
  return { moment: name === 'moment-fr' ? fr : en }
}) as unknown as Load
const saidIn = (tag: Language, ...questions: Question[]) => start({ config, load, tag }, tag, survey(...questions))

describe('moments', () => {
  test.each([
    ['en', 'The cart', 'Our atelier', 'Another moment', 'No moment'],
    ['fr', 'Le panier', 'Notre atelier', 'Un autre moment', 'Aucun'],
    // English where a language cannot be had.
    ['de', 'The cart', 'Our atelier', 'Another moment', 'No moment'],
  ] as const)('in words: %s', async (tag, ...names) => {
    const said = await saidIn(tag, moment)
    expect(['cart', 'atelier', 'other', 'none'].map((m) => said({ m }).m)).toEqual(names)
  })
  test('what another moment was, as it was written', async () => {
    const said = await saidIn('en', moment)
    expect(said({ m: 'other', 'm.other': 'The wrapping', 'm.position': 2 })).toEqual({
      m: 'The wrapping',
      'm.other': 'The wrapping',
      'm.position': 2,
    })
  })
  test('what nobody knows a name of stays', async () =>
    expect((await saidIn('en', moment))({ m: 'constructor' })).toEqual({ m: 'constructor' }))
})

describe('a choice', () => {
  test('one, several, and what “other” is', async () => {
    const said = await saidIn('fr', choice)
    expect(said({ c: ['price'] }).c).toBe('Le prix')
    expect(said({ c: ['price', 'advice'] }).c).toMatch(/^Le prix.*Advice$/)
    expect(said({ c: ['o'], 'c.o': 'Une affiche' }).c).toBe('Une affiche')
    expect(said({ c: ['gone'] }).c).toBe('gone')
  })
  test('fetches no names of moments', async () => {
    fetched.length = 0
    await saidIn('fr', choice)
    expect(fetched).toEqual([])
  })
})

test('other answers are as they are, and what was not answered is nothing', async () => {
  const said = await saidIn('en', choice, moment, { id: 'n', type: 'nps', text: 'N' }, { id: 't', type: 'text', text: 'T' })
  expect(said({ n: 9, t: 'Good' })).toEqual({ n: 9, t: 'Good' })
  expect(said({})).toEqual({})
})
