import type { LazyWatch, TriggerOf } from './types'

export const slot: LazyWatch<TriggerOf<'slot'>> = () => () => {}
