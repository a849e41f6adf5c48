/** The recipe-waits chunk: what a page with `debug` says of its recipes, in the console. */
import { whoSays } from '../connectors/says'
import { waits } from '../recipes/waits'
import type { Persona, Survey } from '../survey/config'
import type { Shared } from './shared'

/** A line for each survey, and `hasNone` one on consent: without it nothing comes by itself. */
export const tellWaits = (
  surveys: readonly Survey[],
  personas: readonly Persona[] | undefined,
  { connect = '', consent }: Shared['options'],
  hasNone: boolean,
): void => {
  const lines = [...waits(surveys, connect && ((events) => whoSays(connect, events)), personas)]
  if (hasNone)
    lines.push(
      consent === 'auto'
        ? 'nobody is asked by itself so far: consent is "none" until a consent platform, peakendConsent or peakend(\'consent\', …) says more'
        : 'nobody is asked by itself: consent is "none" (data-consent, or what peakend(\'consent\', …) says)',
    )
  for (const line of lines) console.info('[peakend]', line)
}
