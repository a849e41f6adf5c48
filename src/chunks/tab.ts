/** What a launcher looks like where the page has no element of its own for it. */
import type { Listener } from '../moments/types'
import type { LauncherTrigger } from '../survey/config'
import { localise } from '../survey/text'
import { drawTabs } from '../widget/tab'
import { lang, region } from '../widget/words/words-en'
import type { Shared } from './shared'
import { localesOf, spoken } from './spoken'

/** In the visitor's language; a table of words is loaded only where the configuration has none. */
export const tabs = async (
  listeners: readonly Listener<LauncherTrigger>[],
  { tag, load, options }: Shared,
  press: (listener: Listener<LauncherTrigger>, tab: HTMLElement) => unknown,
): Promise<HTMLElement> => {
  const locales = localesOf(tag)
  const language = spoken(locales)
  const needsWords = language !== 'en' && listeners.some(({ trigger }) => !trigger.text)
  const words = (needsWords && (await load(`words-${language}`).catch(() => undefined))?.words) || { lang, region }
  return drawTabs(
    listeners.map((listener) => {
      const { text, at = 'end' } = listener.trigger
      return {
        text: text ? localise(text, locales) : words.region,
        lang: text ? undefined : words.lang,
        at,
        press: (tab) => press(listener, tab),
      }
    }),
    options.theme,
  )
}
