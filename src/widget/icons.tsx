import { h, type VNode } from 'preact'

/** Every drawing is one path in `currentColor`: right in any theme and in forced colours. */
export const icon = (d: string, isOn?: boolean): VNode => (
  <svg viewBox="0 0 24 24" aria-hidden="true" class={isOn ? 'on' : ''}>
    <path d={d} />
  </svg>
)
const disc = 'M23 12a11 11 0 1 1-22 0 11 11 0 0 1 22 0'

export const tick = `${disc}M7 12l4 4 6-7`
/** A face by its mood, -1 to 1: one number bends the mouth. Chosen, it is a filled disc (`css.ts`). Its label says the same in words. */
export const face = (mood: number, isOn: boolean): string => `${isOn ? '' : disc}M8.5 9v1M15.5 9v1M7 ${15.5 - mood}q5 ${mood * 4} 10 0`
