import axe from 'axe-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { Question } from '../survey/config'
import { layout as modal } from './layout-modal'
import * as kit from './testing'
import { words } from './words/words-en'

beforeEach(() => kit.media())
afterEach(async () => {
  kit.hideAll()
  document.body.replaceChildren()
  document.documentElement.removeAttribute('style')
  await kit.media()
})

const { agree, arrived, calm, ces, chips, csat, email, level, line, long, matrix5, nps, people, looking, pick, rank, rating } = kit
const { reach, review, rich, ring, several, tell, voucher, why } = kit
const questions: Readonly<Record<string, Question>> = {
  ...{ csat, nps, ces, rating, why, line, email, people, arrived, reach, agree, review, voucher, tell, ring, calm },
  ...{ looking, pick, several, rich, chips, long, rank, matrix5, level },
}
/** WCAG 2.0, 2.1 and 2.2, A and AA, and what is good besides. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

test.each(Object.entries(questions))(
  'axe finds nothing: %s, in each layout, light and dark, from left to right and from right to left',
  async (_, question) => {
    await page.viewport(800, 600)
    for (const place of ['card', 'modal', 'inline'])
      for (const theme of ['light', 'dark'] as const)
        for (const lang of ['en', 'ar']) {
          document.documentElement.style.colorScheme = theme
          const target = document.createElement('main')
          document.body.append(target)
          const { root } = kit.open([question], {
            theme,
            words: { ...words, lang },
            ...(place === 'inline' && { target }),
            ...(place === 'modal' && { layout: modal }),
          })
          // axe knows the backgrounds of what is in `body` alone; the card stands beside it.
          if (place === 'card') {
            document.body.append(root.host)
            ;(root.host as HTMLElement).showPopover()
          }
          const { violations, passes } = await axe.run(root.host, { runOnly: { type: 'tag', values: tags } })
          expect([place, theme, lang, violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])]).toEqual([
            place,
            theme,
            lang,
            [],
          ])
          // It did look inside.
          expect(passes.map(({ id }) => id)).toEqual(
            expect.arrayContaining(['button-name', ...(place === 'modal' ? [] : ['color-contrast'])]),
          )
          kit.hideAll()
          target.remove()
        }
  },
)
