import type { Advise } from './check-advice'
import type { Path } from './check-words'
import type { Config, Theme, ThemeTokens } from './config'

type Rgb = readonly [red: number, green: number, blue: number]

/** Of a colour that can be told without a browser: hex or rgb(), opaque. */
const rgbOf = (colour: string): Rgb | undefined => {
  const hex = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(colour.trim())?.[1]
  const digits = hex?.length === 3 ? hex.replace(/./g, '$&$&') : hex
  const parts = digits?.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? numbersOf(colour)
  const [red, green, blue] = parts ?? []
  return red === undefined || green === undefined || blue === undefined ? undefined : [red, green, blue]
}
const numbersOf = (colour: string): number[] | undefined =>
  /^rgb\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)\s*\)$/i.exec(colour.trim())?.slice(1).map(Number)

/** WCAG 2.2, relative luminance. */
const luminance = (rgb: Rgb): number => {
  const [red, green, blue] = rgb.map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number] // as many as came in
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
/** WCAG 2.2, contrast ratio, from 1 to 21. */
const contrast = (a: Rgb, b: Rgb): number => {
  const [light, dark] = [luminance(a), luminance(b)].sort((a, b) => b - a) as [number, number] // two
  return (light + 0.05) / (dark + 0.05)
}

/** What is read on what. WCAG 2.2, 1.4.3: 4.5 for text of this size. */
const pairs: readonly (readonly [front: keyof ThemeTokens, back: keyof ThemeTokens])[] = [
  ['text', 'surface'],
  ['muted', 'surface'],
  ['accentText', 'accent'],
]
const LEAST = 4.5

/** `own`: the tokens that stand at this place; a pair of others is said where those stand. */
const adviseTokens = (advise: Advise, at: Path, tokens: ThemeTokens, own: ThemeTokens): void => {
  for (const [front, back] of pairs) {
    const [a, b] = [rgbOf(tokens[front] ?? ''), rgbOf(tokens[back] ?? '')]
    const said = own[front] === undefined ? back : front
    if (!a || !b || own[said] === undefined) continue
    const ratio = contrast(a, b)
    if (ratio < LEAST)
      advise(
        [...at, said],
        'low-contrast',
        `"${front}" on "${back}" with a contrast of ${LEAST} to 1`,
        `${tokens[front]} on ${tokens[back]}, ${(Math.floor(ratio * 10) / 10).toFixed(1)} to 1`,
        'The page corrects it, to a colour you have not chosen.',
      )
  }
}

const adviseOne = (advise: Advise, at: Path, theme: Theme | undefined, under: Theme | undefined): void => {
  if (!theme) return
  adviseTokens(advise, at, { ...under, ...theme }, theme)
  adviseTokens(advise, [...at, 'dark'], { ...under?.dark, ...theme.dark }, theme.dark ?? {})
}

/** Colours nobody can read on each other, where both can be told. */
export const adviseThemes = ({ theme, surveys }: Config, places: ReadonlyMap<unknown, Path>, advise: Advise): void => {
  adviseOne(advise, ['theme'], theme, undefined)
  for (const survey of surveys) adviseOne(advise, [...(places.get(survey) ?? []), 'theme'], survey.theme, theme)
}
