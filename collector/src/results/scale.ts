import type { InstrumentReport } from '../report/types'

/** The ends a score can have: NPS ±100, shares 0–100, means those of their scale. */
export const scaleOf = ({ metric, min, max }: Pick<InstrumentReport, 'metric' | 'min' | 'max'>): readonly [number, number] =>
  metric === 'nps' ? [-100, 100] : metric === 'rating' ? [min ?? 1, max ?? 5] : [0, 100]
