import { expect, test } from 'vitest'
import { checkConfig } from '../../../src/survey/check'
import { galleryPage, languages, schemes, themes } from './page'
import { type LayoutId, layouts, sampleIds, surveyOf } from './samples'

test('every sample in every layout is a configuration without a mistake', () => {
  for (const ask of [...sampleIds, 'all' as const])
    for (const layout of Object.keys(layouts) as LayoutId[])
      expect([ask, layout, checkConfig({ version: 1, privacy: '/help', surveys: [surveyOf(ask, layout)] })]).toEqual([ask, layout, []])
})

test('the page offers all of them, in every theme, language and scheme', async () => {
  const page = `${await galleryPage({ ask: 'csat', layout: 'bottom-end', theme: 'shop', scheme: 'auto', lang: 'en' })}`
  for (const id of [...sampleIds, ...Object.keys(layouts), ...Object.keys(themes), ...Object.keys(schemes), ...Object.keys(languages)])
    expect(page).toContain(`value="${id}"`)
})

test('every text is there in every language', () => {
  const missing: string[] = []
  JSON.stringify(surveyOf('all', 'modal'), (_, value) => {
    if (value?.en) for (const language of Object.keys(languages)) if (!value[language]) missing.push(`${language}: ${value.en}`)
    return value
  })
  expect(missing).toEqual([])
})
