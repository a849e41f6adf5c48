import type { Words } from '../types'
import { words as english } from './words-en'

export const words: Words = { ...english, lang: 'it' }
