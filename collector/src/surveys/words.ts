import type { Language } from '../results/words'
import { en } from './words.en'
import { fr } from './words.fr'

/** Every word of the pages of surveys. */
export type SurveyWords = typeof en

const languages: Readonly<Record<Language, SurveyWords>> = { en, fr }
export const surveyWords = (language: Language): SurveyWords => languages[language]
