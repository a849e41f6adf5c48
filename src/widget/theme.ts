import type { Theme } from '../survey/config'
import { BLACK, type Colour, correct, over, parse, ratio, WHITE, write } from './contrast'

type Painted = 'surface' | 'text' | 'muted' | 'border' | 'accent' | 'accentText'

/** Where the card's `::after`, which nobody sees, has a colour; the card's own variable for it; what it is where nobody says (`css.ts`). */
const worn: Readonly<Record<Painted, readonly [property: string, variable: string, otherwise: string]>> = {
  surface: ['fill', '--s', 'Canvas'],
  text: ['color', '--t', 'CanvasText'],
  muted: ['stroke', '--m', 'color-mix(in srgb,var(--t) 65%,var(--s))'],
  border: ['stop-color', '--b', 'color-mix(in srgb,var(--t) 43%,var(--s))'],
  accent: ['flood-color', '--a', 'var(--t)'],
  accentText: ['lighting-color', '--n', 'var(--s)'],
}
/** What is no colour may hold what such a property takes. The card calculates with lengths: hence one that takes a single one. */
const kinds: Readonly<Record<string, string>> = {
  radius: 'text-indent',
  spacing: 'text-indent',
  font: 'font-family',
  shadow: 'box-shadow',
  motion: 'transition-duration',
}
const variable = (token: string) => `--peakend-${token.replace('T', '-t')}`

/**
 * Puts themes on a card, the later over the earlier, and keeps what they or the page’s variables say readable: text at 4.5 : 1, outlines of
 * what can be pressed at 3 : 1. The browser itself is asked what a colour is. A page that changes its colours is followed.
 */
export const theme =
  (themes: readonly (Theme | undefined)[], isDebug?: boolean) =>
  (root: ShadowRoot): void => {
    const sheet = root.adoptedStyleSheets[0] as CSSStyleSheet // the card's own
    const seen = getComputedStyle(root.firstElementChild as Element, '::after')
    const tell = (message: string) => isDebug && console.warn(`[peakend] theme.${message}`)
    const add = (rule: string) => (sheet.cssRules[sheet.insertRule(rule, sheet.cssRules.length)] as CSSStyleRule).style
    const own = add('section{}')
    // A transition that nobody sees tells that a colour is another, whatever made it so.
    const watch = add(
      `section::after{content:"";position:fixed;outline-color:CanvasText;${Object.entries(worn)
        .map(([token, [property, , otherwise]]) => `${property}:color-mix(in srgb,var(${variable(token)},${otherwise}) 100%,#000)`)
        .join(';')}}`,
    )
    const read = (token: Painted) => parse(seen.getPropertyValue(worn[token][0]))
    const put = (token: Painted, colour: Colour, before = '') => own.setProperty(worn[token][1], before + write(colour))

    const paint = () => {
      // What is on its way to a colour would be read as the colour it comes from.
      watch.transition = 'none'
      const isDark = parse(seen.outlineColor)[0]
      const { dark: _, ...given } = Object.assign({}, ...themes, ...themes.map((theme) => isDark && theme?.dark))
      own.cssText = ''
      for (const [token, value] of Object.entries<string>(given)) {
        // The browser takes nothing here that would end a declaration.
        if (CSS.supports(kinds[token] ?? 'color', value))
          own.setProperty(variable(token), token + value === 'fontinherit' ? getComputedStyle(document.body).fontFamily : value)
        else tell(`${token}: ignored ${value}`)
      }

      // Chromium 109 and 110 cannot tell.
      if (!/srgb/.test(seen.fill)) return
      let surface = read('surface')
      let behind = [over(surface, BLACK), over(surface, WHITE)]
      // One that can be seen through has anything behind it. Where nothing would be readable then, it hides it.
      if (!correct(WHITE, behind, 4.5, 1)) {
        surface = over(surface, isDark ? BLACK : WHITE)
        behind = [surface]
      }
      put('surface', surface)
      const fix = (token: Painted, least: number, behind: readonly Colour[], before?: string) => {
        const colour = over(read(token), behind[0] as Colour)
        const said = seen.getPropertyValue(variable(token))
        // Text that nobody chose is black or white.
        const found = correct(colour, behind, least, said || !/ext/.test(token) ? undefined : 1) ?? colour
        if (said && `${found}` !== `${colour}`) tell(`${token}: ${ratio(colour, behind).toFixed(2)} of ${least} : 1, now ${write(found)}`)
        put(token, found, before)
      }
      fix('text', 4.5, behind)
      fix('muted', 4.5, behind)
      fix('border', 3, behind, '1px solid ')
      // An accent keeps its colour: where it would be lost on the surface, it gets an outline.
      const accent = over(read('accent'), behind[0] as Colour)
      put('accent', accent)
      own.setProperty('--e', write(correct(accent, behind, 3) ?? accent))
      fix('accentText', 4.5, [accent])
      watch.transition = '1ms'
    }
    paint()
    isDebug = false
    root.addEventListener('transitionrun', (event) => (event as TransitionEvent).pseudoElement && paint())
  }
