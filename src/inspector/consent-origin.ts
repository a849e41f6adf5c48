import type { ConsentLevel } from '../survey/wire'
import type { ConsentOrigin } from './words'

/** How the level of consent came about, as far as can be told from here. */
export const consentOrigin = (known: {
  readonly level: ConsentLevel
  readonly option: string | undefined
  readonly refusedAt: number | undefined
  readonly hasGpc: boolean
}): ConsentOrigin => {
  const { level, option, refusedAt, hasGpc } = known
  if (refusedAt) return 'refused'
  if (option === 'auto') return level !== 'none' ? (hasGpc ? 'call' : 'platform') : hasGpc ? 'gpc' : 'platform-silent'
  if (level !== (option ?? 'none')) return 'call'
  return option ? 'option' : 'default'
}
