import type { Menu } from './menu'
import { menu as english } from './menu-en'

export const menu: Menu = { ...english, lang: 'fr' }
