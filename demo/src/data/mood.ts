/** What a simulated person feels about one thing, and the point of a scale they choose for it. */
import type { ScaleQuestion } from '../../../src/survey/config'
import { scaleOf } from '../../../src/survey/scale'
import { createRandom, normal, type Random } from './random'
import { type Circumstances, storyOf } from './stories'

/** How much of what somebody feels is their own way, whatever it is about: who likes a shop likes most of it. Correlations of about a third follow. */
const OWN = 0.6
/** Two scales of one response are about one visit. */
const SHARED = 0.7

/** Standard normal; the same for a person for ever. */
export const dispositionOf = (seed: number, visitor: string): number => normal(createRandom('disposition', seed, visitor))

/** In standard deviations around the middle of a scale. */
export const moodOf = (survey: string, at: Circumstances, disposition: number, random: Random): number =>
  storyOf(survey).quality(at) + OWN * disposition + Math.sqrt(1 - OWN ** 2) * normal(random)

/** The share of people who feel less (the logistic curve stands for the normal one; Bowling et al. 2009). */
const shareBelow = (mood: number): number => 1 / (1 + Math.exp(-1.702 * mood))

/** A point of the question's own scale. */
export const pointOf = (question: ScaleQuestion, mood: number, random: Random): number => {
  const { min, max } = scaleOf(question)
  const own = mood + Math.sqrt(1 - SHARED ** 2) * 0.5 * normal(random)
  return Math.min(max, min + Math.floor(shareBelow(own) * (max - min + 1)))
}
