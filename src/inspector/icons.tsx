import { h, type VNode } from 'preact'
import type { Standing } from './words'

const paths = {
  may: 'M14.5 8a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0M5.2 8.2l2 2 3.6-4.2',
  waits: 'M14.5 8a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0M8 4.5V8l2.3 1.6',
  busy: 'M14.5 8a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0M6.3 5.5v5M9.7 5.5v5',
  no: 'M14.5 8a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0M5 8h6',
  broken: 'M8 1.8 15 14H1zM8 6.3v3.6M8 11.9v.1',
  open: 'M1 8s2.5-4.6 7-4.6S15 8 15 8s-2.5 4.6-7 4.6S1 8 1 8M9.8 8a1.8 1.8 0 1 1-3.6 0 1.8 1.8 0 0 1 3.6 0',
  yes: 'M3 8.5l3.3 3.2L13 4.8',
  cross: 'M4 4l8 8M12 4l-8 8',
  turn: 'M6 3l5 5-5 5',
  shrink: 'M3.5 12.5h9',
  move: 'M2 6V2h4M14 10v4h-4M2.5 2.5l4 4M13.5 13.5l-4-4',
} satisfies { readonly [Name in Standing]: string } & Readonly<Record<string, string>>

/** Every drawing is one path in `currentColor`: right in any theme and in forced colours. Words beside it say the same. */
export const icon = (name: keyof typeof paths, className = ''): VNode => (
  <svg viewBox="0 0 16 16" aria-hidden="true" class={className}>
    <path d={paths[name]} />
  </svg>
)
