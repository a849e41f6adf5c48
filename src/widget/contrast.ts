/** Red, green, blue and opacity, whole numbers from 0 to 255: as a screen has them. */
export type Colour = readonly [red: number, green: number, blue: number, opacity: number]

export const BLACK: Colour = [0, 0, 0, 255]
export const WHITE: Colour = [255, 255, 255, 255]

/** A colour as `color-mix(in srgb, …)` is computed: `color(srgb 0.2 0.4 0.6 / 0.5)`. What a screen cannot show is the nearest it can. */
export const parse = (computed: string): Colour => {
  const [red, green, blue, opacity = 1] = computed.match(/[-\d.e]+/g) as RegExpMatchArray // every colour has numbers
  return [red, green, blue, opacity].map((value) =>
    Math.round(Math.min(1, Math.max(0, +(value as string))) * 255),
  ) as readonly number[] as Colour
}
export const write = ([r, g, b, a]: Colour): string => `rgb(${r} ${g} ${b}/${a / 255})`

const mix = (from: Colour, to: Colour, share: number): Colour =>
  from.map((value, i) => Math.round(value + ((to[i] as number) - value) * share)) as readonly number[] as Colour // as long as `from`
/** What is seen of a colour above one that hides everything. */
export const over = ([r, g, b, a]: Colour, below: Colour): Colour => mix(below, [r, g, b, 255], a / 255)

const linear = (value: number) => (value > 10 ? ((value / 255 + 0.055) / 1.055) ** 2.4 : value / 3294.6)
/** WCAG 2.2, “relative luminance”, and the 0.05 that its ratio adds. */
const luminance = ([r, g, b]: Colour) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b) + 0.05
/** WCAG 2.2, “contrast ratio”, the least of it: over anything between what may be behind. No colour here lets anything through. */
export const ratio = (colour: Colour, behind: readonly Colour[]): number => {
  const shares = behind.map((below) => luminance(colour) / luminance(below))
  return Math.max(Math.min(...shares), 1 / Math.max(...shares))
}
/** The colour, towards black or white just as far as it takes to be told from what may be behind it; where neither helps, nothing. */
export const correct = (colour: Colour, behind: readonly Colour[], least: number, step = 1 / 64): Colour | undefined => {
  for (let share = 0; share <= 1; share += step)
    for (const pole of [BLACK, WHITE]) {
      const found = mix(colour, pole, share)
      if (ratio(found, behind) >= least) return found
    }
  return
}
