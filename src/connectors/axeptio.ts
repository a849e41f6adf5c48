import { levelOf, type Platform } from './types'

type Choices = Readonly<Record<string, unknown>>
interface Sdk {
  on(type: 'cookies:complete', fn: (choices: Choices) => void): void
}
const page = () => window as { axeptioSDK?: unknown; axeptioSettings?: unknown; _axcb?: ((sdk: Sdk) => void)[] }

/** Axeptio: `cookies:complete` comes with each choice, and on later pages (https://support.axeptio.eu/hc/en-gb/articles/30301699182225). */
export const axeptio: Platform = {
  isHere: () => page().axeptioSDK || page().axeptioSettings || page()._axcb,
  listen(say, name) {
    let isOver = false
    const waiting = (page()._axcb ??= [])
    waiting.push((sdk) =>
      sdk.on('cookies:complete', (choices) => {
        if (!isOver) say(name in choices ? levelOf(choices[name]) : null)
      }),
    )
    return () => {
      isOver = true
    }
  },
}
