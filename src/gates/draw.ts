import type { Survey } from '../survey/config'
import { hash } from '../survey/hash'

/** Where a key stands, from 0 to below 1. */
export const drawOf = (key: string): number => hash(key) / 2 ** 32

/**
 * Where a respondent stands for a survey, from 0 to below 1: the same each time, drawn anew only when the wave is raised. Each use has a salt of
 * its own, so that one draw says nothing of another.
 */
export const draw = (salt: string, { id, wave = 1 }: Survey, respondent: string): number => drawOf(`${salt}${respondent} ${id} ${wave}`)
