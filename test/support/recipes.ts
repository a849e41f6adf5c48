/** Trying a recipe in the shop: what a visitor does and sees, in either language, and what a team then reads of it. */
import type { BrowserContext } from 'playwright'
import { expect } from 'vitest'
import { recipeWords } from '../../demo/src/recipes/words'
import { about } from '../../src/recipes/about'
import type { RecipeName } from '../../src/recipes/names'
import type { Collector } from './collector'
import { openResults } from './results'
import { consent } from './shop'
import { openTab, type Tab } from './tab'

export type Language = 'en' | 'fr'
export const languages = ['en', 'fr'] as const satisfies readonly Language[]

/** Somebody who tries a recipe. */
export interface Trial extends Tab {
  /** The path of a page of the shop in their language, as an address. */
  readonly at: (path: string) => string
  /** What of the two is in their language. */
  readonly say: (en: string, fr: string) => string
  /** Opens a page of the shop, and waits until Peakend listens on it. */
  readonly go: (path: string) => Promise<void>
  /** The open card asks this. */
  readonly asks: (en: string, fr: string) => Promise<void>
  /** The open card says this: an answer of the shop, or its last word. */
  readonly says: (en: string, fr: string) => Promise<void>
  /** Chooses what is labelled so; a choice of one goes on by itself. */
  readonly picks: (en: string, fr: string) => Promise<void>
  /** Presses what leads on from the open question. */
  readonly goesOn: () => Promise<void>
  /** Writes into the field of the open question, and goes on. */
  readonly writes: (text: string) => Promise<void>
  /** The survey ends here, and all of it has arrived. */
  readonly ends: () => Promise<void>
}

/** Opens `/recipes`, agrees to be asked, and has the shop ask this one. `hasClock`: the page's clock is the test's. */
export const tryRecipe = async (
  context: BrowserContext,
  { url }: Collector,
  recipe: RecipeName,
  language: Language,
  hasClock = false,
): Promise<Trial> => {
  const tab = await openTab(context)
  const { page, card } = tab
  if (hasClock) await page.clock.install()
  const at = (path: string) => `${url}${language === 'fr' ? '/fr' : ''}${path}`
  const say = (en: string, fr: string) => (language === 'fr' ? fr : en)
  const listens = async () => {
    await tab.until('ready', { surveys: [recipe] })
    // Watchers are chunks: they have come when nothing is under way any more.
    await page.waitForLoadState('networkidle')
  }
  const goesOn = () => card.getByRole('button', { name: /^(Send|Continue|Envoyer|Continuer)$/ }).click()
  await page.goto(at('/recipes'))
  await consent(tab)
  const title = about[recipe].title[language]
  await page.getByRole('button', { name: recipeWords[language].try(title), exact: true }).click()
  await page.getByText(recipeWords[language].trying(title)).waitFor()
  await tab.until('ready', { surveys: [recipe] })
  return {
    ...tab,
    at,
    say,
    go: async (path) => {
      await page.goto(at(path))
      await listens()
    },
    asks: async (en, fr) => {
      await card.getByRole('heading', { name: say(en, fr), exact: true }).waitFor()
    },
    says: async (en, fr) => {
      await card.getByText(say(en, fr)).first().waitFor()
    },
    picks: async (en, fr) => {
      const name = new RegExp(
        `(^|, )${say(en, fr)
          .replaceAll(/[?.(|)]/g, '\\$&')
          .replaceAll(/\s/g, '\\s')}(, |$)`,
      )
      await card.getByRole('radio', { name }).or(card.getByRole('checkbox', { name })).click()
    },
    goesOn,
    writes: async (text) => {
      await card.getByRole('textbox').fill(text)
      await goesOn()
    },
    ends: async () => {
      const { response } = await tab.until('completed', { survey: recipe })
      await tab.arrived(response)
      expect([tab.pageErrors, tab.violations, tab.of('error'), tab.of('loss')]).toEqual([[], [], [], []])
    },
  }
}

/** What a team reads in the results, in a language: the card of a touchpoint, once its column on the journey map is there. */
export const readTouchpoint = async (context: BrowserContext, collector: Collector, language: Language, id: string, name: string) => {
  const page = await openResults(await context.newPage(), collector, `?lang=${language}`)
  const map = page.locator('#journey')
  await map.getByText(name).first().waitFor({ state: 'attached' })
  const card = page.locator(`#touchpoint-${id}`)
  await card.getByRole('heading', { name, exact: true }).waitFor()
  const figure = card.locator('.figure').first()
  return {
    /** What was asked. */
    asked: await figure.locator('q').innerText(),
    /** Everything the page says of it. */
    text: (await card.innerText()).replaceAll(/\s+/g, ' '),
    violations: await page.evaluate(() => window.violations),
  }
}
