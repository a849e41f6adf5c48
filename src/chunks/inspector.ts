/** The inspector chunk: what happens here and why, for developers and product teams. */
import type { Inspector, Shared } from './shared'

export const start = (_shared: Shared): Inspector => ({ toggle() {} })
